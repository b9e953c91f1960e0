"""Facts that could not be handled: looked at, and dealt with once more. It may be repeated, as every fact counts once.

They are dealt with here and not put back into the inbox: this needs no right to send to it, and says at once what came of it.
"""

from datetime import datetime, timedelta
from typing import Literal

from chalicelib import matters
from chalicelib.events import Fact
from chalicelib.identity import Caller, require
from chalicelib.ports.dead_letters import Letter
from chalicelib.telemetry import discreet, logger
from chalicelib.world import World

from ..model.shown import Replayed, Undelivered, Waiting
from . import advancing

PEEK, HELD, LONGEST = 0, 15, timedelta(seconds=15)  # seconds
Done = Literal["done", "failed"]


def waiting(world: World, caller: Caller) -> Undelivered:
    """The first ten; ids only."""
    require(caller, "operator")
    letters = sorted(world.dead_letters.take(PEEK), key=lambda it: it.since)
    return Undelivered(count=world.dead_letters.count(), letters=[_shown(world.now(), it) for it in letters])


def _shown(now: datetime, letter: Letter) -> Waiting:
    fact, minutes = letter.fact, int((now - letter.since).total_seconds() // 60)
    if fact is None:
        return Waiting(minutes=minutes)
    return Waiting(id=fact.id, type=fact.type, case_id=str(fact.data.get("case_id", "")), minutes=minutes)


def replay(world: World, caller: Caller, fact_id: str = "") -> Replayed:
    """One, or all that there is time for; what fails stays."""
    require(caller, "operator")
    began, came = world.now(), Replayed()
    while world.now() - began < LONGEST:
        letters = world.dead_letters.take(HELD)
        for letter in letters:
            if letter.fact is not None and fact_id in {"", letter.fact.id}:
                came = _after(came, _dealt_with(world, letter, letter.fact))
                if fact_id:
                    return came
        if not letters:
            break
    return came


def _dealt_with(world: World, letter: Letter, fact: Fact) -> Done:
    """A fact for which nobody is responsible was to start the state machine: what is owed next is done instead."""
    matter = matters.load("utility-payment")
    try:
        if fact.type in matter.reactions:
            matters.react(matter, world, fact)
        else:
            advancing.advance(world, fact.data["case_id"])
    except Exception as failure:
        logger.error("a fact could not be handled again", exc_info=discreet(failure), type=fact.type)
        return "failed"
    world.dead_letters.forget(letter)
    return "done"


def _after(came: Replayed, one: Done) -> Replayed:
    return came.model_copy(update={one: getattr(came, one) + 1})
