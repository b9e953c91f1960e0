"""In whatever order the carrier reports, and however often: the same request in the end, and the same bill.

What it asks of us while a call goes on (whisper, accept, ended: it waits for each answer) begins in the order of the
call; what it only tells us may come at any time, and all of it again and again.
"""

import random
from collections.abc import Iterator

import pytest

from tests.functions.car_move.life.recording import OWNER, PASSER_BY, Recording, Scenario, State, core, record
from tests.functions.car_move.life.town import a_town

BUSY, MISSED, TALK = ("busy", "", 0), ("no answer", "", 0), ("answered", "1", 42)
MAILBOX, COMING, HUNG_UP = ("answered", "", 9), ("answered", "2", 6), ("hung up", "", 0)

SHORT = [
    Scenario("busy", ((PASSER_BY, (BUSY,)),)),
    Scenario("unreachable", ((PASSER_BY, (("unreachable", "", 0),)),)),
    Scenario("no answer", ((PASSER_BY, (MISSED,)),)),
    Scenario("the caller hangs up", ((PASSER_BY, (HUNG_UP,)),)),
]
TALKS = [
    Scenario("a talk", ((PASSER_BY, (TALK,)),)),
    Scenario("a mailbox", ((PASSER_BY, (MAILBOX,)),)),
    Scenario("an answer by key", ((PASSER_BY, (COMING,)),)),
]
SEVERAL = [
    Scenario("missed, then a talk", ((PASSER_BY, (MISSED,)), (PASSER_BY, (TALK,)))),
    Scenario("busy, then called back", ((PASSER_BY, (BUSY,)), (OWNER, (TALK,)))),
    Scenario("missed, then the contact talks", ((PASSER_BY, (MISSED, TALK)),), with_contact=True),
    Scenario("two mailboxes", ((PASSER_BY, (MAILBOX,)), (PASSER_BY, (MAILBOX,)))),
    Scenario("nobody answers", ((PASSER_BY, (MISSED, BUSY)), (PASSER_BY, (MISSED, BUSY))), with_contact=True),
]
SAMPLES, TEN = 15, 10
ASKED = {"whisper", "accept", "ended"}


@pytest.fixture(scope="module")
def recorded(request):
    with a_town() as town:
        yield record(town, request.param)


@pytest.fixture
def chance():
    return random.Random(3)  # noqa: S311


def named(scenarios):
    return pytest.mark.parametrize("recorded", scenarios, indirect=True, ids=lambda scenario: scenario.name)


def shuffled(reports, chance):
    """Any order, except that what is asked is asked in its own."""
    order, asked = chance.sample(reports, len(reports)), iter([r for r in reports if r.kind in ASKED])
    return [next(asked) if report.kind in ASKED else report for report in order]


def repeated(order, chance):
    """Each ten times: the first in this order, the others at any time after it."""
    out = list(order)
    for report in order:
        for _ in range(TEN - 1):
            out.insert(chance.randint(out.index(report) + 1, len(out)), report)
    return out


def all_ends(recorded: Recording, in_order: set[str]) -> Iterator[State]:
    """Wherever it can get when each report arrives, at any time; reports of those kinds come in their own order.

    On every way there, a repeat of whatever has arrived changes nothing.
    """
    asked = [n for n, report in enumerate(recorded.reports) if report.kind in in_order]
    reached = {(frozenset[int](), recorded.beginning)}
    todo = list(reached)
    while todo:
        arrived, state = todo.pop()
        if len(arrived) == len(recorded.reports):
            yield state
        waiting = [n for n in asked if n not in arrived][1:]
        for n, report in enumerate(recorded.reports):
            if n in waiting:
                continue
            following = arrived | {n}, recorded.after(state, report)
            assert n not in arrived or following[1] == state, f"{report} once more makes a difference"
            if following not in reached:
                reached.add(following)
                todo.append(following)


@named(SHORT)
def test_a_call_that_nobody_takes_ends_the_same_in_every_order_and_with_any_repetition(recorded):
    wanted = recorded.play(recorded.reports)

    for state in all_ends(recorded, in_order=set()):
        assert recorded.ends(state) == wanted


@named(TALKS)
def test_a_call_that_is_taken_ends_the_same_in_every_order_and_with_any_repetition(recorded):
    wanted = recorded.play(recorded.reports)

    for state in all_ends(recorded, in_order=ASKED):
        assert recorded.ends(state) == wanted


@pytest.mark.soak
@named(SEVERAL[:3])
def test_several_calls_end_the_same_in_every_order_and_with_any_repetition(recorded):
    """Thirteen reports at most: sixteen can come in too many ways."""
    wanted = recorded.play(recorded.reports)

    for state in all_ends(recorded, in_order=ASKED):
        assert recorded.ends(state) == wanted


@named(SEVERAL)
def test_many_orders_of_several_calls_end_the_same(recorded, chance):
    wanted = recorded.play(recorded.reports)

    for _ in range(SAMPLES):
        order = shuffled(recorded.reports, chance)
        assert recorded.play(order) == wanted, [(report.path, report.form) for report in order]


@named([*TALKS, *SEVERAL])
def test_even_an_order_that_cannot_be_costs_and_says_the_same(recorded, chance):
    """Only whose turn it is next may differ."""
    wanted = core(recorded.play(recorded.reports))

    for _ in range(SAMPLES):
        order = chance.sample(recorded.reports, len(recorded.reports))
        assert core(recorded.play(order)) == wanted, [(report.path, report.form) for report in order]


@named(SEVERAL)
def test_ten_times_each_ends_the_same(recorded, chance):
    wanted = recorded.play(recorded.reports)

    for order in (recorded.reports, shuffled(recorded.reports, chance)):
        assert recorded.play(repeated(order, chance)) == wanted


@pytest.mark.parametrize(
    ("recorded", "ending"),
    [
        (Scenario("42 seconds", ((PASSER_BY, (TALK,)),)), (42, "answered")),
        (Scenario("missed", ((PASSER_BY, (MISSED,)),)), (0, "unreachable")),
        (Scenario("43 seconds", ((PASSER_BY, (("answered", "1", 43),)),)), (43, "answered")),
    ],
    indirect=["recorded"],
    ids=["42 seconds", "missed", "43 seconds"],
)
def test_what_is_compared_tells_a_talk_from_a_missed_call_and_a_long_one_from_a_short_one(recorded, ending):
    _, *compared = recorded.play(recorded.reports)

    assert tuple(compared) == ending
