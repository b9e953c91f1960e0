"""Tallies: what is added in a commit counts once, with the commit or not at all."""

from datetime import timedelta

import pytest

from chalicelib.errors import Conflict
from chalicelib.store import Add, AlreadyDone, Record


class Car(Record):
    colour: str


@pytest.fixture
def tomorrow(world):
    return world.now() + timedelta(days=1)


def test_nothing_counted_is_nothing(world):
    assert world.store.tally("monday") == {}


def test_what_is_added_adds_up_over_all_rows(world, tomorrow):
    for _ in range(20):
        world.store.commit(Add("monday", "rides", tomorrow), Add("monday", "fares#late", tomorrow, 50))
    world.store.commit(Add("monday", "fares#late", tomorrow, -30), Add("tuesday", "rides", tomorrow))

    assert world.store.tally("monday") == {"rides": 20, "fares#late": 970}


def test_a_commit_that_fails_counts_nothing(world, tomorrow):
    world.store.commit(Car(id="car-1", colour="red"))

    with pytest.raises(Conflict):
        world.store.commit(Add("monday", "rides", tomorrow), Car(id="car-1", colour="blue"))

    assert world.store.tally("monday") == {}


def test_a_repeated_fact_counts_once(world, tomorrow):
    for _ in range(2):
        try:
            world.handling("fact-1").store.commit(Add("monday", "rides", tomorrow))
        except AlreadyDone:
            continue

    assert world.store.tally("monday") == {"rides": 1}
