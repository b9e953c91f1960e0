"""Reminders at 50, 80 and 100 %, escalation before it is late, and one failing case or city that delays nobody."""

from dataclasses import replace
from datetime import timedelta

import pytest

from chalicelib.application.model.due import Due, due_in
from chalicelib.application.model.rating import Given
from chalicelib.application.use_cases import rating, sweeping
from chalicelib.application.use_cases.noticing import open_objections
from chalicelib.errors import Conflict, Invalid
from chalicelib.store import Store
from tests.application.counter import HOUSING, Counter, approve_all
from tests.application.test_life import object_to


@pytest.fixture
def counter(world):
    return Counter(world)


def late(counter, case_id):
    facts = [fact.data for fact in counter.world.bus.facts if fact.type == "application.late"]
    return [(it["step"], it["percent"], it["escalated"]) for it in facts if it["case_id"] == case_id]


STEP = [("community", 50, False), ("community", 80, False), ("community", 90, True), ("community", 100, True)]


def test_whoever_has_the_task_is_reminded_and_the_superior_is_told_before_it_is_late(counter):
    case_id = counter.apply()

    counter.working_days(2)
    counter.wait(hours=5)
    assert late(counter, case_id) == STEP[:2]
    assert counter.task(case_id).reminded == 80
    due = counter.task(case_id).due
    counter.wait(hours=9)
    assert late(counter, case_id) == STEP[:3]
    assert counter.task(case_id).escalated < due
    counter.wait(hours=2)
    assert late(counter, case_id) == STEP


def test_the_promised_time_is_watched_as_well(counter):
    case_id = counter.apply()
    counter.working_days(2)
    counter.decide(case_id)
    counter.working_days(1)
    counter.decide(case_id)

    counter.working_days(5)

    assert late(counter, case_id).count(("bureau", 50, False)) == 2, "the step's and the promised time"
    told = counter.world.store.get(Due, case_id).told
    assert [key for key in told if key.startswith("promised")] == [
        *("promised-50", "promised-80", "promised-90", "promised-100")
    ]


def test_whatever_is_told_is_told_once(counter):
    case_id = counter.apply()
    counter.working_days(3)

    counter.sweep()
    counter.sweep()

    assert len(late(counter, case_id)) == len(set(late(counter, case_id)))


def test_while_the_clock_stands_still_nobody_is_reminded(counter):
    case_id = counter.apply()
    counter.suspend(case_id)

    counter.working_days(10)

    assert late(counter, case_id) == []


def test_without_a_state_machine_the_sweep_takes_every_case_on(world):
    counter = Counter(world, machines=False)
    case_id = counter.apply()
    assert counter.case(case_id).status == "submitted"

    for _ in range(3):
        counter.wait(days=1)
        counter.decide(case_id)
    counter.wait(days=1)
    assert counter.case(case_id).status == "noticed"
    counter.working_days(7)

    assert counter.case(case_id).status == "approved"
    assert counter.case(case_id).certificate


class Poisoned(Store):
    """A store that cannot read one case, or one city's list."""

    poison = ""

    def get(self, model, record_id, part=""):
        if record_id == self.poison:
            raise ConnectionError("this one is broken")
        return super().get(model, record_id, part)

    def page(self, model, list_key, **how):
        if list_key == self.poison:
            raise ConnectionError("this city is broken")
        return super().page(model, list_key, **how)


def poisoned(counter, poison):
    store = counter.world.store
    broken = Poisoned(store.vault, store.outbox, store.now)
    object.__setattr__(broken, "poison", poison)
    counter.world = replace(counter.world, store=broken)


def cases_in(counter, *areas):
    """One in each of these cities."""
    found = []
    for number, area in enumerate(areas, 1):
        citizen = counter.resident(number)
        [id_number] = [counter.world.directory.people[citizen.id].id_number]
        counter.world.registry.known["police/household", id_number]["area"] = f"{area}02001001"
        found.append(counter.apply(citizen, area=area))
    return found


def test_a_case_that_fails_delays_no_other(counter):
    broken, other = cases_in(counter, "3401", "3401")
    poisoned(counter, broken)
    counter.world.clock.advance(timedelta(days=3))

    with pytest.raises(ExceptionGroup) as failed:
        sweeping.sweep(counter.world, HOUSING)

    assert len(failed.value.exceptions) == 1
    assert late(counter, other)[0] == ("community", 100, True)


def test_a_case_that_fails_is_put_off_and_tried_again(counter):
    [broken] = cases_in(counter, "3401")
    poisoned(counter, broken)
    counter.world.clock.advance(timedelta(days=3))

    for failures in range(1, 4):
        with pytest.raises(ExceptionGroup):
            sweeping.sweep(counter.world, HOUSING)
        due = counter.world.store.find(Due, broken)
        assert (due.failures, due.at > counter.world.now()) == (failures, True)
        sweeping.sweep(counter.world, HOUSING)  # nothing is due now
        counter.world.clock.time = due.at

    poisoned(counter, "nothing")
    sweeping.sweep(counter.world, HOUSING)
    assert counter.world.store.find(Due, broken).failures == 0
    assert late(counter, broken)


def test_a_city_that_fails_delays_no_other(counter):
    one, two, three = cases_in(counter, "3401", "3402", "3416")
    poisoned(counter, due_in("3402"))
    counter.world.clock.advance(timedelta(days=3))

    with pytest.raises(ExceptionGroup):
        sweeping.sweep(counter.world, HOUSING)

    assert [bool(late(counter, case_id)) for case_id in (one, two, three)] == [True, False, True]


class Slow(Store):
    """Each case of one city takes half a minute."""

    clock = None
    slow = ()

    def get(self, model, record_id, part=""):
        if record_id in self.slow:
            self.clock.advance(timedelta(seconds=30))
        return super().get(model, record_id, part)


def test_a_slow_city_takes_only_its_own_share_of_the_minute(counter):
    slow = cases_in(counter, "3401", "3401", "3401")
    [quick] = [counter.apply(_living_in(counter, 9, "3402"), area="3402")]
    store = counter.world.store
    sluggish = Slow(store.vault, store.outbox, store.now)
    object.__setattr__(sluggish, "clock", counter.world.clock)
    object.__setattr__(sluggish, "slow", tuple(slow))
    counter.world = replace(counter.world, store=sluggish)
    counter.world.clock.advance(timedelta(days=3))

    sweeping.sweep(counter.world, HOUSING)

    assert late(counter, quick)
    assert sum(bool(late(counter, case_id)) for case_id in slow) == 1
    for _ in range(3):
        sweeping.sweep(counter.world, HOUSING)
    assert all(late(counter, case_id) for case_id in slow)


def _living_in(counter, number, city):
    citizen = counter.resident(number)
    id_number = counter.world.directory.people[citizen.id].id_number
    counter.world.registry.known["police/household", id_number]["area"] = f"{city}02001001"
    return citizen


def test_an_objection_that_nobody_decides_is_escalated_before_it_is_late(counter):
    case_id = counter.apply()
    approve_all(counter, case_id)
    object_to(counter, case_id)

    counter.working_days(8)

    assert [it for it in late(counter, case_id) if it[0] == "objection"] == [
        *(("objection", percent, percent >= 90) for percent in (50, 80, 90, 100))
    ]
    assert len(open_objections(counter.world, case_id)) == 1


def test_a_bad_rating_is_answered_within_fifteen_working_days_or_escalated(counter):
    case_id = counter.apply()
    counter.withdraw(case_id)
    given = rating.rate(counter.world, HOUSING, "citizen-1", case_id, Given(stars=1, indicators=["slow"]))

    counter.working_days(14)
    counter.wait(hours=10)

    assert [it[1:] for it in late(counter, case_id)] == [(50, False), (80, False), (90, True)]
    assert counter.world.now() < given.due
    with pytest.raises(Invalid):
        rating.answer(counter.world, HOUSING, case_id, " ", True, "officer-1")
    rating.answer(counter.world, HOUSING, case_id, "已经改进，向您道歉", True, "officer-1")
    counter.working_days(3)
    assert len(late(counter, case_id)) == 3
    with pytest.raises(Conflict):
        rating.answer(counter.world, HOUSING, case_id, "再答复", True, "officer-1")


@pytest.mark.parametrize("stars", [3, 4, 5])
def test_a_good_rating_asks_nothing_of_anybody(counter, stars):
    case_id = counter.apply()
    counter.withdraw(case_id)

    assert rating.rate(counter.world, HOUSING, "citizen-1", case_id, Given(stars=stars)).due is None
    with pytest.raises(Conflict):
        rating.rate(counter.world, HOUSING, "citizen-1", case_id, Given(stars=stars))
