"""What becomes of a request: waited for, closed. Each may be done again and again, to the same effect."""

from collections.abc import Callable

from chalicelib.store import Change
from chalicelib.world import World
from functions.car_move.events.requests import Closed
from functions.car_move.model.request import Request
from functions.car_move.rules import calls
from functions.car_move.use_cases import tallies
from functions.car_move.use_cases.again import again

How = Callable[[Request], tuple[Request, list[Change]]]


def change(world: World, case_id: str, how: How) -> Request:
    """Apply ``how`` to the request as it is; writes nothing when nothing changes."""

    def attempt() -> Request:
        before = world.store.get(Request, case_id)
        after, changes = how(before)
        if after != before:
            world.store.commit(after, *changes)
        return after

    return again(attempt)


def await_outcome(world: World, case_id: str, token: str) -> None:
    """Leave the token with the case; when the outcome is known already, go on at once."""
    request = change(world, case_id, lambda case: (case.model_copy(update={"token": token}), []))
    resume(world, request)


def resume(world: World, request: Request) -> None:
    """Wake the state machine, if it waits and if there is an outcome to tell it."""
    outcome = calls.result(request)
    if request.token and (outcome or request.closed_at):
        world.machine.resume(request.token, {"outcome": outcome or "not_called"})


def close(world: World, case_id: str) -> Request:
    """The session is over; its routes are in quarantine by their own clock."""

    def closed(case: Request) -> tuple[Request, list[Change]]:
        if case.closed_at:
            return case, []
        fact = Closed(
            case_id=case.id,
            at=world.now(),
            owner_id=case.owner_id,
            vehicle_id=case.vehicle_id,
            outcome=calls.result(case) or ("replied" if case.heard else "not_called"),
            seconds=calls.billed_seconds(case.legs),
        )
        counted = tallies.closed(world, case, fact.outcome)
        return case.model_copy(update={"closed_at": world.now(), "token": ""}), [fact, *counted]

    return change(world, case_id, closed)
