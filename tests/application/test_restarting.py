"""The machine is killed and begins again, wherever it was; a year is unknown; a wake comes too early, twice or never."""

from datetime import UTC, datetime

import pytest

from chalicelib.application import edition as editions
from chalicelib.application.model.case import Case, Waiting
from chalicelib.application.model.due import Due
from chalicelib.application.use_cases import advancing, waking
from chalicelib.application.use_cases.changing import change
from chalicelib.application.use_cases.deciding import Verdict, decided
from tests.application.counter import Counter, approve_all

MISSING = [{"about": "material:contract", "remark": "劳动合同缺最后一页"}]


@pytest.fixture
def counter(world):
    return Counter(world)


def restart(counter, case_id):
    counter.executions[case_id].restart()
    counter.settle()


@pytest.mark.parametrize("desks", [0, 1, 2, 3])
def test_an_execution_that_begins_again_half_way_ends_the_same(counter, desks):
    case_id = counter.apply()
    for _ in range(desks):
        counter.decide(case_id)

    restart(counter, case_id)
    for _ in range(3 - desks):
        counter.decide(case_id)
        restart(counter, case_id)
    counter.working_days(6)

    assert counter.case(case_id).status == "approved"
    assert counter.executions[case_id].ended
    told = counter.told(case_id)
    assert [told.count(fact) for fact in ("accepted", "noticed", "decided", "issued")] == [1, 1, 1, 1]


def test_it_begins_again_while_a_correction_is_awaited_and_while_it_is_suspended(counter):
    case_id = counter.apply()
    counter.decide(case_id, "correct", missing=MISSING)
    restart(counter, case_id)
    counter.correct(case_id)
    counter.suspend(case_id)
    restart(counter, case_id)
    counter.resume(case_id)

    assert counter.task(case_id).step == "community"
    assert counter.told(case_id).count("correction_wanted") == 1


def test_a_finished_one_that_begins_again_ends_at_once(counter):
    case_id = counter.apply()
    counter.withdraw(case_id)

    restart(counter, case_id)

    assert counter.executions[case_id].ended
    assert counter.told(case_id).count("decided") == 1


def test_who_acts_before_the_token_is_there_is_not_waited_for(counter):
    case_id = counter.apply()
    execution = counter.executions[case_id]
    execution.token = ""
    counter.heard += 1  # the fact of the withdrawal is lost on its way
    counter.withdraw(case_id)

    waking.wait(counter.world, case_id, "token-late", "as it was before")

    assert counter.world.machine.resumed[-1][0] == "token-late"


def test_a_wake_that_is_lost_is_made_up_for_within_a_day(counter):
    case_id = counter.apply()
    task = counter.task(case_id)
    said = Verdict(outcome="approve")
    change(
        counter.world,
        case_id,
        lambda case: decided(counter.world, counter.matter, case, task, said, "officer-1"),
    )
    counter.heard = len(counter.world.bus.facts)

    counter.wait(days=1)

    assert counter.task(case_id).step == "street"


def test_a_wake_too_many_changes_nothing(counter):
    case_id = counter.apply()
    before = counter.case(case_id)

    for _ in range(3):
        waking.wake(counter.world, case_id)
        counter.settle()

    assert counter.case(case_id) == before
    assert counter.executions[case_id].taken.count("Await somebody") == 4


def test_the_token_is_sealed_and_beside_the_case(counter):
    case_id = counter.apply()

    waiting = counter.world.store.get(Waiting, case_id)

    assert waiting.token == counter.executions[case_id].token
    assert "token" not in counter.world.store.get(Case, case_id).model_dump()


def test_after_a_day_without_anybody_it_looks_again_and_waits_on(counter):
    case_id = counter.apply()
    first = counter.executions[case_id].token

    counter.wait(days=2)

    assert counter.executions[case_id].token not in {"", first}
    assert not counter.executions[case_id].ended


def test_a_case_whose_deadline_nobody_can_tell_waits_loudly_and_is_not_lost(counter, capsys, caplog):
    """The clock stands at the end of the last year that is known; later that year becomes known."""
    counter.world.clock.time = datetime(2027, 12, 30, 1, tzinfo=UTC)
    case_id = counter.apply()

    case = counter.case(case_id)
    assert (case.status, case.step) == ("submitted", "")
    assert [record.missing_year for record in caplog.records if "cannot be told" in record.message] == [2028]
    assert "CalendarUnknown" in capsys.readouterr().out, "a metric, by which an alarm rings"
    assert counter.world.store.get(Due, case_id).at is not None
    assert not counter.executions[case_id].ended

    counter.world.clock.time = datetime(2027, 6, 1, 1, tzinfo=UTC)
    advancing.advance(counter.world, counter.matter, case_id)
    assert counter.task(case_id).step == "community"


def test_what_runs_under_an_edition_stays_under_it_whatever_the_folder_says_now(counter):
    case_id = counter.apply()
    pinned = editions.pinned(counter.world, counter.matter, counter.case(case_id).edition)

    assert pinned.digest == counter.case(case_id).edition
    approve_all(counter, case_id)
    assert counter.case(case_id).edition == pinned.digest
