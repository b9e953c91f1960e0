"""Objections and bad ratings at the desk: who finds them, what opening them leaves behind, and what an answer does."""

from datetime import UTC, datetime

import pytest

from chalicelib.application.model.action import Action
from chalicelib.application.model.case import Case
from chalicelib.application.model.notice import Objecting, Objection
from chalicelib.application.model.rating import Given, Rating
from chalicelib.application.use_cases import noticing, objecting, rating
from chalicelib.ports.directory import Person
from tests.application.office import CITY, HOUSING, SPOUSE, Office, caller

BUREAU, SUPERIOR = caller("bureau", "bureau", CITY), caller("chief", "superior", CITY)
WORDS = "这家人在市里另有一套住房，请核查。"


@pytest.fixture
def office(world):
    world.clock.time = datetime(2026, 5, 6, 2, tzinfo=UTC)
    world.directory.put_person("citizen-1", Person("王小明", "340102199003071515"))
    world.directory.put("citizen-1", "+8613800138000")
    return Office(world)


@pytest.fixture
def objected(office):
    """A case whose notice somebody objects to: the objection's path."""
    case = office.case(step="bureau", status="noticed")
    noticing.publish(office.world, HOUSING, case)
    given = Objecting(words=WORDS, name="张三", phone="13900139000")
    made = objecting.raise_objection(office.world, HOUSING, case.id, given)
    return f"/officer/objections/{case.id}/{made.key}"


@pytest.fixture
def badly_rated(office):
    case = office.case(status="refused", closed=office.world.now())
    rating.rate(
        office.world, HOUSING, "citizen-1", case.id, Given(stars=1, indicators=["slow"], words="太慢了")
    )
    return f"/officer/ratings/{case.id}"


def actions(office):
    return [it.what for it in office.world.store.parts(Action, "case-1")]


def test_an_objection_waits_for_the_step_that_decides_on_it(office, objected):
    page = office.door(BUREAU).page("/officer/objections").text

    assert objected in page
    assert "剩余 5 个工作日" in page
    assert WORDS not in page


@pytest.mark.parametrize(
    ("who", "listed", "opened"),
    [(caller("street"), 403, 404), (SUPERIOR, 403, 404), (caller("far", "bureau", "3402"), 200, 404)],
)
def test_nobody_else_reads_it(office, objected, who, listed, opened):
    door = office.door(who)

    assert door.fetch("/officer/objections").status == listed
    assert door.fetch(objected).status == opened
    assert door.post(objected, {"upheld": True, "words": "属实，退回复核。"}).status == opened
    assert objected not in door.fetch("/officer/objections").text


def test_opening_it_is_logged(office, objected):
    page = office.door(BUREAU).page(objected).text

    assert WORDS in page
    assert "139 0013 9000" in page
    assert actions(office) == ["shown"]


def test_an_upheld_objection_takes_the_case_back_to_that_step(office, objected):
    door = office.door(BUREAU)

    reply = door.submit(objected, upheld="true", words="属实，退回复核。")

    case = office.world.store.get(Case, "case-1")
    assert reply.location == "/public-housing/officer/objections?done=objection"
    assert (case.status, case.step) == ("reviewing", "bureau")
    assert actions(office) == ["shown", "objection_decided"]
    assert "没有待处理的异议" in door.page("/officer/objections").text


def test_a_dismissed_objection_leaves_the_notice_standing(office, objected):
    office.door(BUREAU).submit(objected, upheld="false", words="核查不属实。")

    assert office.world.store.get(Case, "case-1").status == "noticed"
    assert office.world.store.parts(Objection, "case-1")[0].standing == "dismissed"


def test_an_objection_is_decided_once(office, objected):
    door = office.door(BUREAU)
    door.post(objected, {"upheld": False, "words": "核查不属实。"}, key="first-answer")

    assert (
        door.post(objected, {"upheld": True, "words": "属实，退回复核。"}, key="second-answer").status == 409
    )


def test_family_decides_on_no_objection(office, objected):
    office.world.directory.know_officer(BUREAU.id, Person("李小红", SPOUSE))

    assert office.door(BUREAU).fetch(objected).status == 403


def test_a_bad_rating_waits_for_the_superior_for_fifteen_working_days(office, badly_rated):
    page = office.door(SUPERIOR).page("/officer/ratings").text

    assert badly_rated in page
    assert "剩余 15 个工作日" in page


@pytest.mark.parametrize("who", [caller("street"), BUREAU, caller("far", "superior", "3402")])
def test_nobody_else_answers_it(office, badly_rated, who):
    door = office.door(who)

    assert door.fetch(badly_rated).status == 404
    assert door.post(badly_rated, {"called_back": True, "words": "已整改。"}).status == 404


def test_whoever_complained_is_called_back_and_answered(office, badly_rated):
    door = office.door(SUPERIOR)
    page = door.page(badly_rated)

    reply = door.submit(badly_rated, page, called_back="true", words="已向申请人说明并整改。")

    assert "138 0013 8000" in page.text
    assert reply.location == "/public-housing/officer/ratings?done=rating"
    kept = office.world.store.get(Rating, "case-1")
    assert (kept.answered_by, kept.called_back) == (SUPERIOR.id, True)
    assert actions(office) == ["shown", "rating_answered"]
    assert "没有待处理的差评" in door.page("/officer/ratings").text


def test_an_answer_says_what_was_found(office, badly_rated):
    door = office.door(SUPERIOR)

    assert door.submit(badly_rated, called_back="true", words="").status == 422
