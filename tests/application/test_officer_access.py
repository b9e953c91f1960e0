"""Who gets to the officers' desk: everybody of a post in its own area, and nobody else."""

from datetime import UTC, datetime

import pytest

from chalicelib.application.model.action import Action
from chalicelib.application.model.case import CaseNumber
from chalicelib.identity import Caller
from tests.application.applicant import door_of
from tests.application.office import CITY, COMMUNITY, HOUSING, Office, caller

SUPERIOR = caller("chief", "superior", CITY)
LOOKS = ["/officer", "/officer/absence", "/officer/overview", "/officer/cases/case-1"]
VERBS = [
    "claim",
    "release",
    "reassign",
    "approve",
    "return",
    "refuse",
    "correct",
    "suspend",
    "resume",
    "verify",
    "show",
]
ALLOWED = {
    "street": (caller("street"), 200),
    "superior": (SUPERIOR, 200),
    "other area": (caller("other", area="340102002"), 404),
    "other city": (caller("far", "bureau", "3402"), 404),
    "other role": (caller("community", "community", COMMUNITY), 404),
    "other matter": (caller("pensions", matter="elderly-allowance"), 403),
    "no post": (caller("none", role=""), 403),
    "operator": (Caller(id="op", roles={"operator"}), 403),
}


@pytest.fixture
def office(world):
    world.clock.time = datetime(2026, 5, 6, 2, tzinfo=UTC)
    return Office(world)


@pytest.mark.parametrize(("who", "status"), ALLOWED.values(), ids=ALLOWED.keys())
def test_a_case_opens_for_its_post_and_area_alone(office, who, status):
    office.case()

    assert office.door(who).fetch("/officer/cases/case-1").status == status
    assert len(office.world.store.parts(Action, "case-1")) == (status == 200)


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("name", [name for name, (_, status) in ALLOWED.items() if status != 200])
def test_nobody_else_does_anything_to_it(office, name, verb):
    office.case()
    who, status = ALLOWED[name]
    given = {
        "round": 2,
        "kind": "鉴定",
        "notice": "需要鉴定。",
        "service": "police/household",
        "reason": "电话核实",
    }
    wanted = {
        "verify": {"round": 2, "service": "police/household", "reason": "电话核实"},
        "correct": {"round": 2},
    }

    reply = office.door(who).post(
        f"/officer/cases/case-1/{verb}", wanted.get(verb, _fitting(verb, given)), key=f"key-{verb}"
    )

    assert reply.status == status
    assert office.task("case-1").claimed_by == ""


def _fitting(verb, given):
    names = {"suspend": ["round", "kind", "notice"], "show": []}.get(verb, ["round"])
    return {name: given[name] for name in names}


@pytest.mark.parametrize("path", LOOKS)
def test_a_stranger_signs_in_first_and_a_citizen_is_refused(office, path):
    office.case()

    assert office.door(None).fetch(path).status == 401
    assert office.door(None).page(path).location.startswith("/identity/sign-in?next=/public-housing/officer")
    assert door_of(office.world, HOUSING).fetch(path).status == 403


@pytest.mark.parametrize("verb", VERBS)
def test_a_stranger_and_a_citizen_do_nothing(office, verb):
    office.case()
    body = _fitting(verb, {"round": 2, "kind": "鉴定", "notice": "需要鉴定。"})
    body |= {"service": "police/household", "reason": "电话核实"} if verb == "verify" else {}

    assert office.door(None).post(f"/officer/cases/case-1/{verb}", body).status == 401
    assert (
        door_of(office.world, HOUSING).post(f"/officer/cases/case-1/{verb}", body, key="k2-0000001").status
        == 403
    )


def test_an_unknown_case_and_somebody_elses_are_answered_alike(office):
    office.case()
    door = office.door(caller("other", area="340102002"))

    unknown, elsewhere = door.fetch("/officer/cases/nothing"), door.fetch("/officer/cases/case-1")

    assert (unknown.status, unknown.json["detail"]) == (elsewhere.status, elsewhere.json["detail"])


def test_a_case_is_found_by_its_number_by_those_who_may_open_it(office):
    case = office.case()
    office.world.store.commit(CaseNumber(id=case.number, case_id=case.id))
    spaced = f"{case.number[:6]}%20{case.number[6:]}"

    found = office.door(caller("street")).page(f"/officer/find?number={spaced}")
    elsewhere = office.door(caller("other", area="340102002")).fetch(f"/officer/find?number={case.number}")
    nothing = office.door(caller("street")).fetch("/officer/find?number=340102")

    assert found.location == "/public-housing/officer/cases/case-1"
    assert (elsewhere.status, nothing.status) == (404, 404)
    assert elsewhere.json["detail"] == nothing.json["detail"]


def test_nobody_is_shown_the_numbers_of_very_many_people(office):
    office.case()
    door = office.door(caller("street"))

    replies = [door.post("/officer/cases/case-1/show", {}, key=f"show-{it:06}").status for it in range(61)]

    assert replies == [200] * 60 + [429]
