"""What the carrier is to forget of the matter's calls and texts; a text is paid for as it is filed."""

from collections.abc import Sequence
from contextlib import suppress

from chalicelib import leftovers
from chalicelib.erasures import What, filed
from chalicelib.errors import Conflict
from chalicelib.ports.phone import Trace
from chalicelib.world import World
from functions.car_move.use_cases import numbers, tallies


def file(world: World, what: What, carrier_id: str) -> None:
    """Have a record deleted in a while, and pay for a text; filing it twice is filing it once. One write."""
    with suppress(Conflict):
        world.store.commit(filed(world, what, carrier_id), *tallies.sent(world, what))


def look_for_calls(world: World) -> None:
    """The records of calls whose end was never reported to us."""
    leftovers.look(world, "call", lambda found: _forget(world, "call", found))


def look_for_texts(world: World) -> None:
    """The same for texts; notifications looks for those from the province's own sender."""
    leftovers.look(world, "text", lambda found: _forget(world, "text", found))


def _forget(world: World, what: What, found: Sequence[Trace]) -> None:
    """What one of the masked numbers, in use or retired, was on; and every call from a browser."""
    ours = numbers.listed(world).ours
    for trace in found:
        if trace.browser or {trace.sender, trace.receiver} & ours:
            file(world, what, trace.id)
