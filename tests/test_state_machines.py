"""A state machine is valid, asks only for steps that exist, reaches every state, ends on every path, and never hangs."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonata.jsonata import Jsonata
from statelint.linter import Linter

from chalicelib import matters
from infra import provision

State = dict[str, Any]
MACHINES = sorted(Path("state_machines").glob("*.asl.json"))
FILLED_IN = {"Partition", "StepFunction"}  # by infra/matter.yaml, DefinitionSubstitutions
every_machine = pytest.mark.parametrize("path", MACHINES, ids=lambda path: path.name.partition(".")[0])


def read(path: Path) -> State:
    machine: State = json.loads(path.read_text(encoding="utf-8"))
    return machine


def states(machine: State) -> Iterator[tuple[str, State]]:
    """Every state, those inside Map and Parallel too."""
    for name, state in machine["States"].items():
        yield name, state
        for inner in [state.get("ItemProcessor"), *state.get("Branches", [])]:
            if inner:
                yield from states(inner)


def graphs(machine: State) -> Iterator[State]:
    """The machine, and each machine inside one of its states."""
    yield machine
    for state in machine["States"].values():
        for inner in [state.get("ItemProcessor"), *state.get("Branches", [])]:
            if inner:
                yield from graphs(inner)


def tasks(path: Path) -> list[tuple[str, State]]:
    return [(name, state) for name, state in states(read(path)) if state["Type"] == "Task"]


def followers(state: State) -> list[str]:
    ways = [state, *state.get("Catch", []), *state.get("Choices", [])]
    found = [way.get("Next") for way in ways] + [state.get("Default")]
    return [name for name in found if name]


def ends(state: State) -> bool:
    return state.get("End") is True or state["Type"] in {"Succeed", "Fail"}


def reached(graph: State, start: str) -> set[str]:
    seen: set[str] = set()
    todo = [start]
    while todo:
        name = todo.pop()
        if name not in seen:
            seen.add(name)
            todo += followers(graph["States"][name])
    return seen


def expressions(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for part in value.values():
            yield from expressions(part)
    elif isinstance(value, list):
        for part in value:
            yield from expressions(part)
    elif isinstance(value, str) and (found := re.fullmatch(r"\{%(.*)%\}", value, re.DOTALL)):
        yield found[1]


@every_machine
def test_it_is_valid_states_language(path: Path) -> None:
    problems = Linter.validate(read(path))
    # statelint does not know that JSONata may compute the time to wait until.
    assert [problem for problem in problems if 'Timestamp is "{%' not in problem] == []


@every_machine
def test_its_expressions_are_valid_jsonata(path: Path) -> None:
    for expression in expressions(read(path)):
        Jsonata(expression)


@pytest.mark.parametrize("name", [name for name in matters.names() if provision.defined(name).machine])
def test_every_step_a_matters_machine_asks_for_exists(name: str) -> None:
    steps = set(matters.load(name).steps)
    asked = {state["Arguments"]["Payload"]["do"] for _, state in tasks(provision.machine(name))}
    assert asked <= steps
    assert asked == steps, "a step nobody asks for is dead"


@every_machine
def test_every_state_is_reached(path: Path) -> None:
    for graph in graphs(read(path)):
        assert reached(graph, graph["StartAt"]) == set(graph["States"])


@every_machine
def test_every_path_can_end(path: Path) -> None:
    for graph in graphs(read(path)):
        endless = {
            name
            for name in graph["States"]
            if not any(ends(graph["States"][other]) for other in reached(graph, name))
        }
        assert endless == set()


@every_machine
def test_every_task_gives_up_in_time_and_is_tried_again(path: Path) -> None:
    for name, state in tasks(path):
        assert isinstance(state.get("TimeoutSeconds"), int), name
        assert state.get("Retry"), name


@every_machine
def test_every_task_only_calls_its_own_matters_step_function(path: Path) -> None:
    for name, state in tasks(path):
        assert re.fullmatch(
            r"arn:\$\{Partition\}:states:::lambda:invoke(\.waitForTaskToken)?", state["Resource"]
        ), name
        assert state["Arguments"]["FunctionName"] == "${StepFunction}", name


@every_machine
def test_everything_left_open_is_filled_in_by_the_template(path: Path) -> None:
    assert set(re.findall(r"\$\{(\w+)\}", path.read_text(encoding="utf-8"))) <= FILLED_IN


@every_machine
def test_a_task_that_waits_hands_over_its_token(path: Path) -> None:
    for name, state in tasks(path):
        waits = state["Resource"].endswith(".waitForTaskToken")
        assert ("$states.context.Task.Token" in json.dumps(state["Arguments"])) == waits, name


def test_a_machine_is_there_if_and_only_if_some_definition_starts_it() -> None:
    started = {provision.machine(name) for name in matters.names() if provision.defined(name).machine}
    assert started == set(MACHINES)
