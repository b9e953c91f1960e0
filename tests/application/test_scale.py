"""Many cases at once, with waits scaled: all end decided, or escalated before breach; a kill half-way loses none.

Eight here; a thousand by ``make soak``. Officers are quick, slow or absent, registries fail now and then.
"""

import random
from collections import Counter as Tally
from collections.abc import Iterable
from datetime import timedelta

import pytest

from bench.chaos.table import Table, serving
from chalicelib.application.model.case import Case
from chalicelib.application.model.task import Task
from chalicelib.clocks import deadline
from chalicelib.errors import Conflict, Invalid
from chalicelib.store.row import Row
from tests.application.counter import Counter
from tests.conftest import new_world

CITIES = ["3401", "3402", "3405", "3416"]
INCOME = "social_insurance/income"


class Town:
    """Cases of four cities. ``absent``: this share of the tasks is left lying."""

    def __init__(self, counter: Counter, many: int, seed: int, absent: float):
        self.counter, self.chance, self.absent = counter, random.Random(seed), absent  # noqa: S311
        self.left_lying: set[str] = set()
        self.cases = [self._apply(number) for number in range(1, many + 1)]

    def _apply(self, number: int) -> str:
        city = self.chance.choice(CITIES)
        citizen = self.counter.resident(number)
        known, id_number = (
            self.counter.world.registry.known,
            self.counter.world.directory.people[citizen.id].id_number,
        )
        known["police/household", id_number]["area"] = f"{city}02001001"
        if self.chance.random() < 0.2:
            known[INCOME, id_number] = {"incomes": [{"annual": 30_000_000}]}
        self.counter.world.registry.down = {INCOME} if self.chance.random() < 0.1 else set()
        return self.counter.apply(citizen, area=city)

    def day(self, kill: bool = False) -> None:
        """A working day: officers decide what they have, then the night."""
        self.counter.world.registry.down.clear()
        for case_id in self.cases:
            self._work_on(case_id)
            if kill and self.chance.random() < 0.5:
                self.counter.executions[case_id].restart()
        self.counter.settle()
        self.counter.working_days(1)

    def _work_on(self, case_id: str) -> None:
        case = self.counter.case(case_id)
        if case.status == "correcting":
            self.counter.correct(case_id, case.citizen_id)
        if case.status != "reviewing" or case_id in self.left_lying:
            return
        if self.chance.random() < self.absent:
            self.left_lying.add(case_id)
            return
        self._decide(case)

    def _decide(self, case: Case) -> None:
        poor = all(finding.verdict == "met" for finding in case.findings)
        try:
            if not poor:
                self.counter.decide(case.id, "refuse", reasons=["income"])
            elif not case.correction and self.chance.random() < 0.1:
                missing = [{"about": "material:contract", "remark": "缺最后一页"}]
                self.counter.decide(case.id, "correct", missing=missing)
            elif self.chance.random() < 0.03:
                self.counter.withdraw(case.id, case.citizen_id)
            else:
                self.counter.decide(case.id)
        except (Conflict, Invalid):
            return  # still unverified: tomorrow

    def in_breach(self) -> list[str]:
        """Open cases past a deadline of theirs that no superior was told of before it."""
        return [case_id for case_id in self.cases if not self._in_time(self.counter.case(case_id))]

    def _in_time(self, case: Case) -> bool:
        if case.status != "reviewing":
            return True
        task = next(task for task in self.counter.world.store.parts(Task, case.id) if task.open)
        ends = [end for end in (task.due, deadline(case.promised)) if end and end <= self.counter.world.now()]
        return not ends or (task.escalated is not None and task.escalated < min(ends))


def live(world, many: int, seed: int, days: int) -> Town:
    town = Town(Counter(world), many, seed, absent=0.05)
    for day in range(days):
        town.day(kill=day == 2)
        assert town.in_breach() == []
    return town


def check(town: Town, keys: Iterable[tuple[str, str]]) -> Tally[str]:
    """``keys``: of every row there is. Nothing lost, nothing decided twice, and everything decided or escalated before it was late."""
    facts = Tally((fact.data["case_id"], fact.type) for fact in town.counter.world.bus.facts)
    statuses = {case_id: town.counter.case(case_id).status for case_id in town.cases}
    assert sum(sk == "CaseNumber" for _, sk in keys) == len(town.cases)
    assert [
        it
        for it, many in facts.items()
        if many > 1 and it[1] in {"application.decided", "application.issued"}
    ] == []
    decided = {
        case_id for case_id, status in statuses.items() if status in {"approved", "refused", "withdrawn"}
    }
    assert {case_id for case_id, what in facts if what == "application.decided"} == decided
    for case_id in set(town.cases) - decided:
        assert town.counter.task(case_id).escalated, statuses[case_id]
    assert all(town.counter.executions[case_id].ended for case_id in decided)
    return Tally(statuses.values())


def test_cases_end_decided_or_escalated_before_breach_also_when_the_machines_are_killed(world):
    town = live(world, many=8, seed=1, days=12)
    ends = check(town, [(row.pk, row.sk) for row in Row.scan()])

    assert ends["approved"] > 3
    assert ends["refused"] + ends["reviewing"] >= 1


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(4))
def test_a_thousand_cases_end_decided_or_escalated_before_breach(seed):
    """Four towns of 250 cases, over a table quick enough for them."""
    with serving(Table()) as table:
        town = live(new_world(), many=250, seed=seed, days=14)
        ends = check(town, table.items)

    print(f"town {seed}: {dict(ends)}")
    assert sum(ends.values()) == 250


def test_a_breach_that_nobody_was_told_of_would_be_noticed(world):
    town = Town(Counter(world), 1, seed=1, absent=0)
    world.clock.advance(timedelta(days=5))

    assert town.in_breach() == town.cases
