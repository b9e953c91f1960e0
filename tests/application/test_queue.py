"""The queue: sorted by what is urgent, one holder per task, and every officer sees their own posts and area alone."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta

import pytest

from chalicelib.application.model.action import Action
from chalicelib.application.model.desk import Away, QueueQuery, Round
from chalicelib.application.use_cases import delegation, queueing
from chalicelib.errors import Conflict, NotYours
from tests.application.office import CITY, COMMUNITY, HOUSING, STREET, Office, caller


@pytest.fixture
def office(world):
    world.clock.time = datetime(2026, 5, 6, 2, tzinfo=UTC)  # a Wednesday, ten o'clock in Beijing
    return Office(world)


def look(office, officer, **query):
    return queueing.look(office.world, HOUSING, officer, QueueQuery(**query))


def leave(office, officer):
    given = Away(since=date(2026, 5, 6), until=date(2026, 5, 7))
    delegation.leave(office.world, HOUSING, officer, given)


def claim(office, officer, case):
    return queueing.claim(office.world, HOUSING, officer, case.id, Round(round=case.round))


def test_what_is_most_urgent_comes_first_with_its_working_days(office):
    calm, late = office.case(), office.case(days_ago=9)

    rows = look(office, office.street).rows

    assert [row.case_id for row in rows] == [late.id, calm.id]
    assert [(row.left, row.pressure) for row in rows] == [
        ("已超期 2 个工作日", "late"),
        ("剩余 2 个工作日", "calm"),
    ]


def test_a_saturday_that_makes_up_for_a_holiday_counts_and_a_sunday_does_not(office):
    office.world.clock.time = datetime(2026, 5, 8, 2, tzinfo=UTC)
    office.case()
    left = []

    for _ in range(4):
        left.append(look(office, office.street).rows[0].left)
        office.world.clock.advance(timedelta(days=1))

    assert left == ["剩余 2 个工作日", "剩余 1 个工作日", "剩余 1 个工作日", "今天到期"]


def test_on_its_last_day_it_says_today(office):
    office.case()
    office.world.clock.advance(timedelta(days=2))

    row = look(office, office.street).rows[0]

    assert (row.left, row.pressure) == ("今天到期", "near")


def test_the_counts_are_of_the_step(office):
    mine, _, _ = office.case(), office.case(days_ago=9), office.case(step="bureau")
    claim(office, office.street, mine)

    counts = look(office, office.street).counts

    assert (counts.open, counts.late, counts.mine, counts.more) == (2, 1, 1, False)


@pytest.mark.parametrize(
    "elsewhere",
    [
        caller("other-area", area="340102002"),
        caller("other-role", role="community", area=COMMUNITY),
        caller("other-city", area="340202001"),
    ],
)
def test_nobody_sees_the_queue_of_another_post_or_area(office, elsewhere):
    office.case()

    assert look(office, elsewhere).rows == []


@pytest.mark.parametrize(
    "stranger", [caller("no-post", role=""), caller("other", matter="elderly-allowance")]
)
def test_whoever_holds_no_post_here_has_no_queue(office, stranger):
    with pytest.raises(NotYours):
        look(office, stranger)


def test_a_long_queue_has_pages_that_leave_nothing_out(office):
    cases = {office.case().id for _ in range(23)}

    first = look(office, office.street)
    second = look(office, office.street, cursor=first.cursor)

    assert (len(first.rows), len(second.rows), second.cursor) == (20, 3, None)
    assert {row.case_id for row in [*first.rows, *second.rows]} == cases


def test_a_cursor_of_another_queue_is_refused(office):
    for _ in range(21):
        office.case()
    cursor = look(office, office.street).cursor

    reply = office.door(caller("c", role="bureau", area=CITY)).fetch(f"/officer?cursor={cursor}")

    assert reply.status == 422


def test_of_sixteen_officers_who_reach_for_a_task_one_has_it(office):
    case = office.case()
    officers = [caller(f"o{number:02}") for number in range(16)]

    def reach(officer):
        try:
            return claim(office, officer, case).done
        except Conflict as refused:
            return str(refused)

    with ThreadPoolExecutor(16) as crowd:
        outcomes = list(crowd.map(reach, officers))

    assert sorted(outcomes) == ["claimed"] + [queueing.TAKEN] * 15
    winner = officers[outcomes.index("claimed")]
    assert office.task(case.id).claimed_by == winner.id
    assert [it.by for it in office.world.store.parts(Action, case.id)] == [winner.id]


def test_claiming_again_is_harmless_and_only_ones_own_are_listed(office):
    mine = office.case()
    office.case()
    claim(office, office.street, mine)
    claim(office, office.street, mine)

    assert [row.case_id for row in look(office, office.street, mine=True).rows] == [mine.id]


def test_a_claim_that_lies_idle_for_a_day_is_anybodys(office):
    case = office.case()
    claim(office, office.street, case)

    office.world.clock.advance(timedelta(hours=24, seconds=-1))
    with pytest.raises(Conflict):
        claim(office, caller("second"), case)
    office.world.clock.advance(timedelta(seconds=1))
    claim(office, caller("second"), case)

    assert office.task(case.id).claimed_by == "officer-second"


def test_looking_at_it_keeps_a_claim(office):
    case = office.case()
    claim(office, office.street, case)
    office.world.clock.advance(timedelta(hours=23))
    office.door(office.street).page(f"/officer/cases/{case.id}")
    office.world.clock.advance(timedelta(hours=23))

    with pytest.raises(Conflict):
        claim(office, caller("second"), case)


def test_a_released_task_is_back_in_the_queue(office):
    case = office.case()
    claim(office, office.street, case)

    queueing.release(office.world, HOUSING, office.street, case.id, Round(round=2))

    assert office.task(case.id).claimed_by == ""
    with pytest.raises(Conflict):
        queueing.release(office.world, HOUSING, office.street, case.id, Round(round=2))


def test_whoever_is_away_claims_nothing(office):
    case = office.case()
    leave(office, office.street)

    with pytest.raises(Conflict, match="外出"):
        claim(office, office.street, case)


def test_an_officer_of_one_street_is_at_no_other_streets_desk(office):
    look(office, caller("here"))
    look(office, caller("there", area=f"{STREET[:-1]}9"))
    case = office.case()

    assert [seat.id for seat in queueing.colleagues(office.world, office.task(case.id))] == ["officer-here"]
