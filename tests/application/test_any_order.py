"""Whatever officers, applicants, the sweep and the machine do, in any order and however often: one consistent case in the end.

A seed chooses what happens next among everything anybody could try, also what is refused at that moment.
"""

import random
from datetime import timedelta

import pytest

from bench.chaos.table import Table, serving
from chalicelib.application import flow
from chalicelib.application.events import Moved
from chalicelib.application.model.case import CLOSED, Case
from chalicelib.application.model.notice import PublicNotice
from chalicelib.application.model.task import Task
from chalicelib.application.use_cases import objecting, waking
from chalicelib.application.use_cases.noticing import open_objections
from chalicelib.clocks import deadline, stands_still
from chalicelib.errors import Refused
from tests.application.counter import HOUSING, Counter
from tests.application.test_life import COMPLAINT, MISSING, decide_objection
from tests.conftest import new_world

INCOME = "social_insurance/income"


class Town:
    """A counter, and everything anybody may try there with the one case it has."""

    def __init__(self):
        self.counter = Counter(new_world())
        self.counter.world.registry.down.add(INCOME)
        self.case_id = self.counter.apply()
        self.seen = [self.case.status]

    @property
    def case(self) -> Case:
        return self.counter.case(self.case_id)

    def attempt(self, what: str) -> None:
        try:
            getattr(self, what)()
        except Refused:
            pass
        except ValueError:  # nobody has a task to decide
            assert [task for task in self.counter.world.store.parts(Task, self.case_id) if task.open] == []
        self.counter.settle()
        if self.case.status != self.seen[-1]:
            self.seen.append(self.case.status)

    def approve(self):
        self.counter.decide(self.case_id, explanation="已经核对")

    def send_back(self):
        self.counter.decide(self.case_id, "return", explanation="请再核对")

    def refuse(self):
        self.counter.decide(self.case_id, "refuse", reasons=["income"], explanation="收入证明不实")

    def tell_what_is_missing(self):
        self.counter.decide(self.case_id, "correct", missing=MISSING)

    def mend(self):
        self.counter.correct(self.case_id)

    def withdraw(self):
        self.counter.withdraw(self.case_id)

    def suspend(self):
        self.counter.suspend(self.case_id)

    def resume(self):
        self.counter.resume(self.case_id)

    def registry_comes_back(self):
        self.counter.world.registry.down.clear()
        self.counter.wait(hours=2)

    def complain(self):
        objecting.raise_objection(self.counter.world, HOUSING, self.case_id, COMPLAINT)

    def uphold(self):
        self._decide_objection(True)

    def dismiss(self):
        self._decide_objection(False)

    def _decide_objection(self, upheld):
        for objection in open_objections(self.counter.world, self.case_id):
            decide_objection(self.counter, objection, upheld)

    def an_hour_passes(self):
        self.counter.wait(hours=1)

    def a_week_passes(self):
        self.counter.world.registry.down.clear()  # else it would be asked two hundred times
        self.counter.wait(days=8)

    def wake_for_nothing(self):
        waking.wake(self.counter.world, self.case_id)

    def machine_begins_again(self):
        self.counter.executions[self.case_id].restart()

    def sweep_twice(self):
        self.counter.sweep()
        self.counter.sweep()

    def check(self):
        """What holds at any time."""
        case, world = self.case, self.counter.world
        tasks = world.store.parts(Task, self.case_id)
        open_tasks = [task for task in tasks if task.open]
        assert len(open_tasks) == (case.status == "reviewing" and not case.suspended)
        assert all((task.round, task.step) == (case.round, case.step) for task in open_tasks)
        assert self.told("accepted") <= 1
        assert self.told("decided") == (case.status in CLOSED) == (case.closed is not None)
        assert (case.decision is not None) == (case.status in {"approved", "refused"})
        assert (world.store.find(PublicNotice, self.case_id) is not None) <= (case.status == "noticed")
        assert stands_still(case.promised) == (case.suspended or case.status in {"correcting", "noticed"})
        assert self.told("issued") == bool(case.certificate) == (case.status == "approved")
        assert self.counter.executions[self.case_id].ended <= (case.status in CLOSED)
        if case.status == "approved":
            assert {finding.verdict for finding in case.findings} == {"met"}

    def told(self, what):
        return self.counter.told(self.case_id).count(what)


HAPPENINGS = [
    name
    for name in vars(Town)
    if not name.startswith("_") and name not in {"case", "attempt", "check", "told"}
]
BEGINNINGS = {
    0: ["registry_comes_back", "approve", "approve", "approve"],
    9: ["registry_comes_back", "tell_what_is_missing", *["a_week_passes"] * 7],
}
LIKELY = ["approve", "registry_comes_back", "an_hour_passes", "a_week_passes", "mend", "resume"]


def walk(seed: int, steps: int) -> list[str]:
    """What anybody tries, one after the other; of some seeds the case first reaches the public, or an applicant forgets it."""
    with serving(Table()):
        return _walk(random.Random(seed), Town(), seed, steps)  # noqa: S311


def _walk(chance: random.Random, town: Town, seed: int, steps: int) -> list[str]:
    begun = BEGINNINGS.get(seed % 24, BEGINNINGS.get(seed % 6, []))
    town.check()
    for happening in [*begun, *(chance.choice(HAPPENINGS + LIKELY) for _ in range(steps))]:
        town.attempt(happening)
        town.check()
    assert all(edge in REACHABLE for edge in zip(town.seen, town.seen[1:], strict=False))
    return town.seen


@pytest.mark.parametrize("seed", range(6))
def test_any_order_leaves_one_consistent_case(seed):
    walk(seed, 10)


@pytest.mark.soak
def test_any_order_leaves_one_consistent_case_two_hundred_times():
    seen = {status for seed in range(200) for status in walk(seed, 16)}

    assert seen == {"reviewing", "correcting", "noticed", "approved", "refused", "withdrawn", "lapsed"}


def _reachable():
    """What may be seen after what: any number of edges of the graph, as more than one may be taken between two looks."""
    steps = {(before, after) for (before, _), after in flow.EDGES.items()}
    while True:
        further = steps | {(a, d) for a, b in steps for c, d in steps if b == c}
        if further == steps:
            return steps
        steps = further


REACHABLE = _reachable()


def test_what_is_closed_stays_closed():
    assert {before for before, _ in flow.EDGES} & CLOSED == set()
    assert set(flow.EDGES.values()) >= CLOSED


@pytest.mark.parametrize("status", sorted(CLOSED))
def test_nothing_leads_out_of_an_end(status):
    assert [after for before, after in REACHABLE if before == status] == []


def test_the_same_facts_replayed_give_the_same_deadlines():
    """Two towns, the same happenings at the same hours: every clock, task and deadline is the same."""
    happenings = [
        "registry_comes_back",
        "an_hour_passes",
        "approve",
        "suspend",
        "an_hour_passes",
        "resume",
        "an_hour_passes",
    ]
    ends = []
    for _ in range(2):
        with serving(Table()):
            town = Town()
            for happening in happenings:
                town.attempt(happening)
            task = town.counter.task(town.case_id)
            ends.append((town.case.promised, deadline(town.case.promised), task.due, task.opened))

    assert ends[0] == ends[1]
    assert ends[0][1] > town.counter.world.now() + timedelta(days=1)


def test_every_move_is_told_with_the_round_in_which_somebody_was_awaited(table):
    town = Town()
    town.attempt("registry_comes_back")
    town.attempt("approve")

    moves = [fact.data for fact in town.counter.world.bus.facts if fact.type == Moved.type]
    assert [(move["round"], move["step"]) for move in moves] == [(1, "street")]
