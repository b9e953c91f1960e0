"""Who keeps out of a case: the applicant and their family, whoever is away, and everybody of another post or area."""

from datetime import UTC, date, datetime, timedelta

import pytest

from chalicelib.application.model.action import Action
from chalicelib.application.model.desk import Away, Decide, Round
from chalicelib.application.use_cases import casefile, delegation, queueing, reviewing
from chalicelib.application.use_cases.exclusion import KEEP_OUT
from chalicelib.errors import Conflict, Invalid, NotYours
from chalicelib.ports.directory import Person
from tests.application.office import (
    APPLICANT,
    CITY,
    COMMUNITY,
    HOUSING,
    OFFICER_NUMBER,
    SPOUSE,
    Office,
    caller,
)

BUREAU = caller("bureau", "bureau", CITY)
AWAY, DEPUTY, THIRD = caller("away"), caller("deputy"), caller("third")
TODAY = date(2026, 5, 6)


@pytest.fixture
def office(world):
    world.clock.time = datetime(2026, 5, 6, 2, tzinfo=UTC)
    return Office(world)


def claim(office, officer, case):
    queueing.claim(office.world, HOUSING, officer, case.id, Round(round=case.round))


def decide(office, officer, case):
    reviewing.decide(office.world, HOUSING, officer, case.id, "approve", Decide(round=case.round))


def leave(office, officer, colleague=None, since=TODAY, days=7):
    queueing.look(office.world, HOUSING, officer, queueing.QueueQuery())
    if colleague:
        queueing.look(office.world, HOUSING, colleague, queueing.QueueQuery())
    until = since + timedelta(days=days)
    given = Away(since=since, until=until, colleague_id=colleague.id if colleague else "")
    return delegation.leave(office.world, HOUSING, officer, given)


@pytest.mark.parametrize("number", [APPLICANT, SPOUSE])
def test_whoever_is_in_the_household_does_not_even_see_the_case(office, number):
    office.world.directory.people[office.street.id] = Person("李小红", number)
    case = office.case()

    for reach in (
        lambda: casefile.look(office.world, HOUSING, office.street, case.id),
        lambda: claim(office, office.street, case),
    ):
        with pytest.raises(NotYours, match=KEEP_OUT):
            reach()

    assert office.world.store.parts(Action, case.id) == []


def test_the_applicants_own_number_counts_where_no_registry_names_them(office):
    office.world.directory.people["citizen-1"] = Person("王小明", OFFICER_NUMBER)
    office.world.directory.people[office.street.id] = Person("王小明", OFFICER_NUMBER)
    case = office.case(silent={"police/household", "civil_affairs/marriage"})

    with pytest.raises(NotYours, match=KEEP_OUT):
        claim(office, office.street, case)


def test_another_officer_handles_it(office):
    office.world.directory.people[office.street.id] = Person("赵工", OFFICER_NUMBER)
    case = office.case()

    claim(office, office.street, case)
    decide(office, office.street, case)


def test_family_and_four_eyes_are_refused_in_the_same_words(office):
    office.world.directory.people[BUREAU.id] = Person("李小红", SPOUSE)
    family, before = office.case(step="bureau"), office.case()
    both = caller("both").model_copy(
        update={"area": CITY, "posts": frozenset({f"{HOUSING}:street", f"{HOUSING}:bureau"})}
    )
    claim(office, both, before)
    decide(office, both, before)
    later = office.next_step(before.id)

    with pytest.raises(NotYours) as of_family:
        claim(office, BUREAU, family)
    with pytest.raises(NotYours) as of_eyes:
        claim(office, both, later)

    assert str(of_family.value) == str(of_eyes.value)


def test_a_colleague_decides_for_whoever_is_away_and_it_is_written_down(office):
    case = office.case()
    claim(office, AWAY, case)
    leave(office, AWAY, DEPUTY)

    mine = queueing.look(office.world, HOUSING, DEPUTY, queueing.QueueQuery(mine=True)).rows
    decide(office, DEPUTY, case)

    assert [(row.case_id, row.deputised) for row in mine] == [(case.id, True)]
    task = office.task(case.id)
    assert (task.done_by, task.done_for) == (DEPUTY.id, AWAY.id)
    last = office.world.store.parts(Action, case.id)[-1]
    assert (last.by, last.acting_for) == (DEPUTY.id, AWAY.id)


@pytest.mark.parametrize("when", [timedelta(days=-1), timedelta(days=9)])
def test_only_while_they_are_away(office, when):
    case = office.case()
    leave(office, AWAY, DEPUTY, since=date(2026, 5, 8), days=5)
    claim(office, AWAY, case)
    office.world.clock.time = datetime(2026, 5, 8, 2, tzinfo=UTC) + when
    held = office.task(case.id).model_copy(update={"claimed": office.world.now()})
    office.world.store.commit(held)

    with pytest.raises(Conflict):
        decide(office, DEPUTY, case)


def test_whoever_is_away_decides_nothing_until_they_are_back(office):
    case = office.case()
    claim(office, AWAY, case)
    leave(office, AWAY)

    with pytest.raises(Conflict, match="外出"):
        decide(office, AWAY, case)
    delegation.come_back(office.world, HOUSING, AWAY)
    decide(office, AWAY, case)


def test_nothing_is_delegated_onwards(office):
    case = office.case()
    claim(office, AWAY, case)
    leave(office, DEPUTY, THIRD, since=date(2026, 5, 20))
    leave(office, AWAY, DEPUTY, days=5)
    office.world.clock.time = datetime(2026, 5, 6, 5, tzinfo=UTC)

    with pytest.raises(Conflict):
        decide(office, THIRD, case)


def test_a_colleague_who_is_away_then_too_is_no_deputy(office):
    leave(office, DEPUTY, THIRD)

    with pytest.raises(Conflict, match="换一位"):
        leave(office, AWAY, DEPUTY)


@pytest.mark.parametrize("stranger", [caller("x", area="340102002"), caller("y", "community", COMMUNITY)])
def test_a_deputy_holds_the_same_post_in_the_same_area(office, stranger):
    with pytest.raises(Invalid) as refused:
        leave(office, AWAY, stranger)

    assert "colleague_id" in refused.value.fields


def test_a_deputy_who_has_lost_the_post_does_nothing(office):
    case = office.case()
    claim(office, AWAY, case)
    leave(office, AWAY, DEPUTY)

    with pytest.raises(NotYours):
        decide(office, DEPUTY.model_copy(update={"posts": frozenset({f"{HOUSING}:superior"})}), case)


def test_four_eyes_hold_for_the_deputy_and_for_whom_they_act(office):
    posts = frozenset({f"{HOUSING}:street", f"{HOUSING}:bureau"})
    away, deputy = (it.model_copy(update={"area": CITY, "posts": posts}) for it in (AWAY, DEPUTY))
    case = office.case()
    claim(office, away, case)
    leave(office, away, deputy)
    decide(office, deputy, case)
    task = office.next_step(case.id)
    delegation.come_back(office.world, HOUSING, away)

    for either in (away, deputy):
        with pytest.raises(NotYours, match=KEEP_OUT):
            claim(office, either, task)


@pytest.mark.parametrize(
    ("since", "until"),
    [(TODAY, TODAY - timedelta(days=1)), (date(2026, 4, 1), date(2026, 4, 2)), (TODAY, date(2026, 12, 1))],
)
def test_an_absence_has_sensible_days(office, since, until):
    with pytest.raises(Invalid):
        delegation.leave(office.world, HOUSING, AWAY, Away(since=since, until=until))


def test_the_page_of_a_deputy_says_for_whom(office):
    leave(office, AWAY, DEPUTY)

    page = office.door(DEPUTY).page("/officer/absence").text

    assert "您正在代办" in page
    assert "工号 R-AWAY" in page
