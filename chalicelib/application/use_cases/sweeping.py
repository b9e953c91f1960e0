"""Every minute: look at the cases that are due, city after city, each for itself.

A case that fails is put off and keeps no other waiting; a city that fails, or is slow, takes nothing from another.
"""

from contextlib import suppress
from datetime import datetime, timedelta

from chalicelib.application.model.due import CITIES, City, Due, due_in
from chalicelib.application.use_cases import advancing, waking
from chalicelib.errors import Conflict
from chalicelib.world import World

SWEEP_TAKES, MOST_OF_A_CITY = timedelta(seconds=40), 100
FIRST_PAUSE, LONGEST_PAUSE = timedelta(minutes=5), timedelta(hours=6)


def sweep(world: World, matter: str) -> None:
    """Raises an ExceptionGroup of all that failed, once everything else is done: an alarm rings by it."""
    begun, failures = world.now(), list[Exception]()
    cities = _in_turn([city.code for city in world.store.parts(City, CITIES)], begun)
    for number, city in enumerate(cities):
        left = begun + SWEEP_TAKES - world.now()
        try:
            failures += _look_after(world, matter, city, world.now() + left / (len(cities) - number))
        except Exception as failure:
            failures.append(failure)
    if failures:
        raise ExceptionGroup(f"{len(failures)} cases or cities of {matter} failed", failures)


def _in_turn(cities: list[str], at: datetime) -> list[str]:
    """Another one first each minute, so that none is always the last."""
    first = int(at.timestamp()) // 60 % max(len(cities), 1)
    return cities[first:] + cities[:first]


def _look_after(world: World, matter: str, city: str, until: datetime) -> list[Exception]:
    """The city's most urgent ones, for its share of the time; returns what failed."""
    failures: list[Exception] = []
    due = world.store.page(
        Due, due_in(city), limit=MOST_OF_A_CITY, newest_first=False, until=f"{world.now().isoformat()}~"
    )
    for number, it in enumerate(due.items):
        if number and world.now() >= until:
            break
        try:
            _look(world, matter, it.id)
        except Exception as failure:
            failures.append(failure)
            _put_off(world, it.id)
    return failures


def _look(world: World, matter: str, case_id: str) -> None:
    """What the state machine would have done by now; where the case is closed, nothing has to wait any longer."""
    if advancing.advance(world, matter, case_id).is_closed:
        waking.wake(world, case_id)


def _put_off(world: World, case_id: str) -> None:
    """The more often it fails, the later it is tried again."""
    due = world.store.find(Due, case_id)
    if due is None:
        return
    pause = min(FIRST_PAUSE * (1 << min(due.failures, 10)), LONGEST_PAUSE)
    with suppress(Conflict):
        world.store.commit(due.model_copy(update={"at": world.now() + pause, "failures": due.failures + 1}))
