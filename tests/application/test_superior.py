"""A superior of an area: hands out its tasks, and sees its figures without seeing anybody."""

from datetime import UTC, date, datetime

import pytest

from chalicelib.application.model.desk import Away, QueueQuery, Reassignment, Round
from chalicelib.application.use_cases import delegation, queueing
from chalicelib.errors import Conflict, NotFound, NotYours
from chalicelib.ports.directory import Person
from tests.application.office import HOUSING, SPOUSE, Office, caller


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


def test_a_superior_of_the_area_hands_a_task_to_an_officer_of_its_post(office):
    case, superior, other = office.case(), caller("chief", "superior", "3401"), caller("other")
    claim(office, office.street, case)
    look(office, other)

    given = Reassignment(round=2, officer_id=other.id)
    queueing.reassign(office.world, HOUSING, superior, case.id, given)

    assert office.task(case.id).claimed_by == other.id


@pytest.mark.parametrize(
    ("who", "refusal"),
    [
        (caller("street"), NotYours),
        (caller("chief", "superior", "3402"), NotFound),
        (caller("chief", "superior", "340102002"), NotFound),
    ],
)
def test_nobody_else_reassigns(office, who, refusal):
    case = office.case()

    with pytest.raises(refusal):
        queueing.reassign(office.world, HOUSING, who, case.id, Reassignment(round=2))


def test_a_task_is_handed_to_nobody_who_is_not_at_that_desk(office):
    case, superior, stranger = (
        office.case(),
        caller("chief", "superior", "3401"),
        caller("x", area="340102002"),
    )
    look(office, stranger)

    with pytest.raises(Conflict):
        queueing.reassign(
            office.world, HOUSING, superior, case.id, Reassignment(round=2, officer_id=stranger.id)
        )


@pytest.mark.parametrize("why", ["away", "family", "decided before"])
def test_a_task_is_handed_to_nobody_who_may_not_decide_it(office, why):
    case, superior, other = office.case(), caller("chief", "superior", "3401"), caller("other")
    look(office, other)
    if why == "away":
        leave(office, other)
    elif why == "family":
        office.world.directory.know_officer(other.id, Person("李小红", SPOUSE))
    else:
        earlier = {"round": 1, "version": None, "step": "community", "open": False, "done_by": other.id}
        office.world.store.commit(office.task(case.id).model_copy(update=earlier))

    with pytest.raises((Conflict, NotYours)):
        queueing.reassign(
            office.world, HOUSING, superior, case.id, Reassignment(round=2, officer_id=other.id)
        )
    assert office.task(case.id).claimed_by == ""


def test_the_overview_counts_without_naming_anybody(office):
    late, _ = office.case(days_ago=9), office.case(step="bureau")
    claim(office, office.street, late)

    page = office.door(caller("chief", "superior", "3401")).fetch("/officer/overview").json

    loads = {step["step"]: (step["open"], step["late"], step["unclaimed"]) for step in page["steps"]}
    assert loads == {"community": (0, 0, 0), "street": (1, 1, 0), "bureau": (1, 0, 1)}
    assert page["holders"] == [{"number": "STREET", "held": 1, "late": 1}]
    assert "citizen" not in str(page)


def test_the_overview_is_a_superiors_and_of_their_area_alone(office):
    office.case()

    assert office.door(office.street).fetch("/officer/overview").status == 403
    elsewhere = office.door(caller("chief", "superior", "340103")).fetch("/officer/overview").json
    assert [step["open"] for step in elsewhere["steps"]] == [0, 0, 0]


def test_a_superior_sees_what_was_escalated_before_it_is_late(office):
    office.case()
    escalated = office.case()
    told = office.task(escalated.id).model_copy(update={"escalated": office.world.now()})
    office.world.store.commit(told)

    page = office.door(caller("chief", "superior", "3401")).fetch("/officer/overview").json

    assert [(row["case_id"], row["pressure"]) for row in page["urgent"]] == [(escalated.id, "calm")]


def test_whoever_has_a_task_sees_at_their_desk_of_what_they_were_reminded(office):
    case = office.case()
    office.world.store.commit(office.task(case.id).model_copy(update={"reminded": 80}))

    assert "提醒：时限已用 80%" in office.door(office.street).page("/officer").text
