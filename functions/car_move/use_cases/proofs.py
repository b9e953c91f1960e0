"""Whose phone it is: nobody's phone is rung, or gets a text, before it has called us or told a code we sent to it.

Without this, whoever enters another's number would have an owner ring that other person.
"""

from chalicelib.ports.phone import CallEvent
from chalicelib.world import World
from functions.car_move.model.request import Request
from functions.car_move.model.session import Route
from functions.car_move.use_cases.again import again
from functions.car_move.use_cases.sessions import line_id


def has_called(world: World, event: CallEvent) -> None:
    """A call has come from this phone: if it is a passer-by's own, their owner may call back."""
    mine = world.store.find(Route, line_id(world, event.caller), event.dialled) if event.caller else None
    if mine and mine.side == "passer_by" and mine.is_live(world.now()):
        prove(world, mine)


def has_called_about(world: World, case_id: str, event: CallEvent) -> None:
    """The same for a call by PIN, on a number that does not tell the cases of a phone apart."""
    request = world.store.find(Request, case_id) if event.caller else None
    if request and request.by_pin and request.line == line_id(world, event.caller or ""):
        mine = world.store.find(Route, request.line, request.way)
        if mine and mine.case_id == case_id and mine.is_live(world.now()):
            prove(world, mine)


def prove(world: World, mine: Route) -> None:
    """The passer-by's phone is their own; noted wherever a call back looks. Three reads, and one for each contact."""
    again(lambda: _prove(world, mine))


def _prove(world: World, mine: Route) -> None:
    request = world.store.get(Request, mine.case_id)
    ways = [
        (mine.other_id, mine.shown),
        *((joined.line, joined.number) for joined in request.joined.values()),
    ]
    back = [world.store.find(Route, line, number) for line, number in ways]
    ours = [route for route in back if route and route.case_id == mine.case_id]
    records: list[Request | Route] = [request, *ours]
    if news := [record.model_copy(update={"proven": True}) for record in records if not record.proven]:
        world.store.commit(*news)
