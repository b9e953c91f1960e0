"""A fact is published if and only if its record was saved, sooner or later."""

from datetime import timedelta
from typing import ClassVar

from chalicelib import correlation
from chalicelib.events import Event
from chalicelib.store import Record


class Thing(Record):
    colour: str = "red"


class Happened(Event):
    type: ClassVar = "thing.happened"
    example: ClassVar = {}


def happened(world, case_id="t1"):
    return Happened(case_id=case_id, at=world.now())


def test_a_fact_is_published_with_its_record_under_the_correlation_id(world):
    correlation.begin("trace-1")
    world.store.commit(Thing(id="t1"), happened(world))

    [fact] = world.bus.facts
    assert (fact.type, fact.version, fact.correlation_id) == ("thing.happened", 1, "trace-1")
    assert fact.data == {"case_id": "t1", "at": "2026-05-01T09:00:00Z"}
    assert world.store.facts("t1") == [fact]


def test_what_was_published_is_not_swept(world):
    world.store.commit(Thing(id="t1"), happened(world))
    world.clock.advance(timedelta(minutes=1))

    assert world.store.sweep() == 0
    assert len(world.bus.facts) == 1


def test_a_commit_succeeds_while_the_bus_is_down_and_the_sweep_catches_up(world):
    world.bus.down = True
    for number in range(12):
        world.store.commit(Thing(id=f"t{number}"), happened(world, f"t{number}"))
    world.clock.advance(timedelta(minutes=1))
    assert world.store.sweep() == 0

    world.bus.down = False

    assert world.store.sweep() == 12
    assert {fact.data["case_id"] for fact in world.bus.facts} == {f"t{number}" for number in range(12)}
    assert world.store.sweep() == 0


def test_a_fact_that_the_bus_refused_is_offered_again(world):
    world.bus.refuse = True
    world.store.commit(Thing(id="t1"), happened(world))
    world.bus.refuse = False
    world.clock.advance(timedelta(minutes=1))

    assert world.store.sweep() == 1


def test_the_sweep_leaves_a_commit_under_way_alone(world):
    world.bus.down = True
    world.store.commit(Thing(id="t1"), happened(world))
    world.bus.down = False

    assert world.store.sweep() == 0
