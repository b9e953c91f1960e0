"""Texts that leave: kept before they are sent, claimed while they are, and tried again while they are of use."""

from contextlib import suppress
from datetime import datetime, timedelta

from chalicelib.errors import Conflict, Gone
from chalicelib.telemetry import count, logger
from chalicelib.world import World
from functions.car_move.model.passing import DUE, Passing
from functions.car_move.use_cases import erasures, tallies

CLAIMED = timedelta(minutes=2)  # longer than the carrier's API may take
OF_USE = timedelta(minutes=15)
KEPT = timedelta(hours=2)
AT_ONCE = 50


def send(world: World, key: str, to: str, show: str, words: str) -> None:
    """Once for each key. What the carrier does not take now, a sweep sends later."""
    text = Passing(
        id=key, to=to, show=show, body=words, due_at=world.now() + CLAIMED, until=world.now() + KEPT
    )
    with suppress(Conflict):
        world.store.commit(text)
        _try(world, text)


def send_due(world: World) -> None:
    """A minute's sweep."""
    until = f"{world.now().isoformat()}#~"
    for text in world.store.page(Passing, DUE, limit=AT_ONCE, newest_first=False, until=until).items:
        with suppress(Conflict):  # another sweep has it
            _again(world, text)


def _again(world: World, text: Passing) -> None:
    if world.now() >= _useful_until(text):
        count("TextsGivenUp")
        _settle(world, text)
        return
    claimed = text.model_copy(update={"tries": text.tries + 1, "due_at": world.now() + CLAIMED})
    world.store.commit(claimed)
    _try(world, claimed)


def _try(world: World, text: Passing) -> None:
    """At the day's ceiling it stays, and is given up like any other that does not leave in time."""
    if not tallies.is_affordable(world):
        count("TextsBeyondCeiling")
        return
    try:
        sent = world.phone.relay(text.to, text.show, text.body)
    except Gone:
        _settle(world, text)
        return
    except Exception as failure:
        logger.warning("a text was not taken", extra={"tries": text.tries + 1, "why": type(failure).__name__})
        return
    _settle(world, text)
    erasures.file(world, "text", sent)


def _settle(world: World, text: Passing) -> None:
    """Nothing personal stays: only that it is done."""
    world.store.commit(text.model_copy(update={"done": True, "to": "", "body": ""}))


def _useful_until(text: Passing) -> datetime:
    return text.until - KEPT + OF_USE
