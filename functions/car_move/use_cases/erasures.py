"""What the carrier is to forget of the matter's calls and texts; a text is paid for as it is filed."""

from contextlib import suppress

from chalicelib import erasures, leftovers
from chalicelib.erasures import What, filed
from chalicelib.errors import Conflict
from chalicelib.ports.phone import Trace
from chalicelib.world import World
from functions.car_move.use_cases import numbers, tallies


def file(world: World, what: What, carrier_id: str) -> None:
    """Have a record deleted in a while, and pay for a text; filing it twice is filing it once. One write."""
    with suppress(Conflict):
        world.store.commit(filed(world, what, carrier_id), *tallies.sent(world, what))


def sweep(world: World) -> None:
    """What a minute brings."""
    erasures.sweep(world)


def look_for_calls(world: World) -> None:
    """The records of calls whose end was never reported to us."""
    leftovers.look(world, "call", _of_our_numbers(world), lambda call: file(world, "call", call))


def look_for_texts(world: World) -> None:
    """The same for texts; notifications looks for those from the province's own sender."""
    leftovers.look(world, "text", _of_our_numbers(world), lambda text: file(world, "text", text))


def _of_our_numbers(world: World) -> "Ours":
    return Ours(world)


class Ours:
    """Whether one of the masked numbers, in use or retired, was on it: read once, and only when asked."""

    def __init__(self, world: World) -> None:
        self._world = world

    def __call__(self, trace: Trace) -> bool:
        return bool({trace.sender, trace.receiver} & self._numbers)

    @property
    def _numbers(self) -> set[str]:
        return numbers.listed(self._world).ours
