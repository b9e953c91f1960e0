"""Texts that the carrier keeps though nobody filed them for deletion, whichever matter sent them."""

from collections.abc import Sequence

from chalicelib import erasures, leftovers
from chalicelib.ports.phone import Trace
from chalicelib.world import World


def look_for_texts(world: World) -> None:
    """Those from the province's own sender: each matter looks for what went through its own numbers."""

    def forget(found: Sequence[Trace]) -> None:
        sender = world.parameters["carrier/sms-from"]
        for trace in found:
            if trace.sender == sender:
                erasures.file(world, "text", trace.id)

    leftovers.look(world, "text", forget)
