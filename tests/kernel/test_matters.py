"""The doors of a matter: facts are taken once, steps by name, and every sweep gets its turn."""

from datetime import timedelta
from typing import ClassVar

import pytest

from chalicelib import correlation, matters
from chalicelib.definition import Definition
from chalicelib.errors import Conflict
from chalicelib.events import Event, Fact
from chalicelib.matters import Matter
from chalicelib.store import Record

DEFINITION = Definition(
    title="测试事项",
    summary="只为测试而存在。",
    task_type="公共服务",
    audience=["自然人"],
    department="测试局",
    basis=["测试办法第一条"],
    base_paths=["test"],
)
FACT = Fact(id="f1", type="thing.happened", version=1, correlation_id="trace-1", data={"case_id": "c1"})


class Thing(Record):
    """Something to keep."""


class Happened(Event):
    type: ClassVar = "thing.happened"
    example: ClassVar = {}


def matter(reactions=None, steps=None, sweeps=None):
    return Matter("test_matter", DEFINITION, reactions or {}, steps or {}, sweeps or [])


def test_a_reaction_that_commits_runs_once(world):
    seen = []

    def keep(world, data):
        seen.append(data["case_id"])
        world.store.commit(Thing(id=f"thing-{len(seen)}"))

    for _ in range(10):
        matters.react(matter({"thing.happened": keep}), world, FACT)

    assert seen == ["c1"]
    assert world.store.find(Thing, "thing-2") is None


def test_a_reaction_that_commits_nothing_runs_once(world):
    seen = []

    for _ in range(10):
        matters.react(matter({"thing.happened": lambda world, data: seen.append(data)}), world, FACT)

    assert len(seen) == 1


def test_two_readers_of_one_fact_at_once_leave_one_mark(world):
    """The second passes the first look-up, and is stopped by the transaction."""

    def race(world, data):
        matters.react(matter({"thing.happened": keep}), outer, FACT)
        world.store.commit(Thing(id="second"))

    def keep(world, data):
        world.store.commit(Thing(id="first"))

    outer = world
    matters.react(matter({"thing.happened": race}), world, FACT)

    assert world.store.find(Thing, "first")
    assert world.store.find(Thing, "second") is None


def test_a_reaction_that_fails_is_tried_again(world):
    attempts = []

    def stumble(world, data):
        attempts.append(data)
        if len(attempts) == 1:
            raise Conflict("again")

    with pytest.raises(Conflict):
        matters.react(matter({"thing.happened": stumble}), world, FACT)
    matters.react(matter({"thing.happened": stumble}), world, FACT)

    assert len(attempts) == 2


def test_a_fact_nobody_waits_for_is_let_go(world):
    matters.react(matter(), world, FACT)

    assert not world.store.has_handled("f1")


def test_facts_told_while_handling_a_fact_carry_its_correlation_id(world):
    def tell(world, data):
        world.store.commit(Happened(case_id="c2", at=world.now()))

    matters.react(matter({"thing.happened": tell}), world, FACT)

    assert [fact.correlation_id for fact in world.bus.facts] == ["trace-1"]


def test_a_step_is_taken_by_name(world):
    correlation.begin("other")
    task = {"do": "greet", "case_id": "c1", "correlation_id": "trace-2"}

    answer = matters.step(
        matter(steps={"greet": lambda world, task: {"hello": task["case_id"]}}), world, task
    )

    assert answer == {"hello": "c1"}
    assert correlation.current() == "trace-2"


def test_one_failing_sweep_keeps_no_other_from_running(world):
    world.bus.down = True
    world.store.commit(Thing(id="t1"), Happened(case_id="t1", at=world.now()))
    world.bus.down = False
    world.clock.advance(timedelta(minutes=1))
    ran = []

    def fail(world):
        raise ValueError("broken")

    with pytest.raises(ExceptionGroup):
        matters.sweep(matter(sweeps=[fail, lambda world: ran.append(1)]), world)

    assert ran == [1]
    assert [fact.type for fact in world.bus.facts] == ["thing.happened"]


def test_a_definition_with_an_unknown_key_is_refused():
    with pytest.raises(ValueError, match="Extra inputs"):
        Definition.model_validate({**DEFINITION.model_dump(), "color": "red"})


def test_a_matter_that_does_not_exist_is_not_loaded():
    with pytest.raises(FileNotFoundError):
        matters.load("no-such-matter")


def test_a_fact_is_read_from_an_inbox_message():
    body = '{"detail-type": "thing.happened", "detail": ' + FACT.model_dump_json() + "}"

    assert Fact.from_bus(body) == FACT
