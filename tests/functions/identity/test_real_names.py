"""Real names: what the police know to belong together, of one citizen each, and nothing else told."""

from datetime import timedelta

import pytest
from pydantic import ValidationError

from chalicelib.errors import Busy, Conflict, Invalid, NotFound, NotYours, TooMany
from chalicelib.ports.directory import Person
from functions.identity.forms import GiveRealName
from functions.identity.routes import routes
from functions.identity.rules import is_this_person
from functions.identity.use_cases import real_names, sessions
from tests.door import Door

NUMBER, OTHER = "340102199003070002", "34010219900301000X"
LI = {"name": "李明朗", "status": "normal"}


@pytest.fixture
def citizen(town):
    town.world.registry.known[("police/person", NUMBER)] = LI
    return town.caller(town.sign_in())


def given(name="李明朗", number=NUMBER, **more):
    return GiveRealName(name=name, id_number=number, agree=True, **more)


def test_name_and_number_that_belong_together_raise_the_level(town, citizen):
    granted = real_names.verify(town.world, citizen, given(next="/public-housing/"))

    assert town.caller(granted).level == 2
    assert granted.next == "/public-housing/"
    assert town.world.directory.person_of(citizen.id) == Person("李明朗", NUMBER)


def test_the_level_outlives_the_token(town, citizen):
    granted = real_names.verify(town.world, citizen, given())

    assert sessions.renew(town.world, granted.refresh).level == 2


def test_the_police_are_asked_with_consent_and_for_two_fields(town, citizen):
    real_names.verify(town.world, citizen, given())

    case_id = f"real-name-{citizen.id}"
    assert town.world.registry.consents == [(citizen.id, case_id, "实名认证", ["police/person"])]
    [asked] = town.world.registry.asked
    assert asked == ("police/person", [NUMBER], ["name", "status"], case_id, "实名认证", citizen.id)


def test_a_wrong_name_a_wrong_number_and_a_cancelled_one_are_told_the_same(town, citizen):
    town.world.registry.known[("police/person", OTHER)] = LI | {"status": "cancelled"}
    town.world.registry.unknown = {"340202196908270000"}

    told = set()
    for wrong in (given(name="李明月"), given(number=OTHER), given(number="340202196908270000")):
        with pytest.raises(Invalid) as refusal:
            real_names.verify(town.world, citizen, wrong)
        told.add((str(refusal.value), *refusal.value.fields.items()))

    assert len(told) == 1
    with pytest.raises(NotFound):
        town.world.directory.person_of(citizen.id)


def test_a_second_account_for_one_number_is_sent_to_the_hotline(town, citizen):
    real_names.verify(town.world, citizen, given())
    town.world.clock.advance(timedelta(minutes=2))
    second = town.caller(town.sign_in("+8613900139001"))

    with pytest.raises(Conflict, match="12345"):
        real_names.verify(town.world, second, given())
    assert sessions.account_of(town.world.store.get(sessions.Citizen, second.id)).level == 1


def test_nobody_becomes_somebody_else(town, citizen):
    real_names.verify(town.world, citizen, given())
    town.world.registry.known[("police/person", OTHER)] = LI

    with pytest.raises(Conflict):
        real_names.verify(town.world, citizen, given(number=OTHER))


def test_again_changes_nothing_and_tells_nothing(town, citizen):
    real_names.verify(town.world, citizen, given())
    real_names.verify(town.world, citizen, given())

    assert [fact.type for fact in town.world.bus.facts].count("identity.verified") == 1


def test_five_attempts_a_day(town, citizen):
    for _ in range(5):
        with pytest.raises(Invalid):
            real_names.verify(town.world, citizen, given(name="李明月"))

    with pytest.raises(TooMany):
        real_names.verify(town.world, citizen, given())


def test_a_number_is_not_ground_through_from_many_accounts(town, citizen):
    del citizen
    for number in range(8):
        town.world.clock.advance(timedelta(minutes=2))
        caller = town.caller(town.sign_in(f"+861390013900{number}"))
        with pytest.raises(Invalid):
            real_names.verify(town.world, caller, given(name="李明月"))

    town.world.clock.advance(timedelta(minutes=2))
    another = town.caller(town.sign_in("+8613900139019"))
    with pytest.raises(TooMany):
        real_names.verify(town.world, another, given())


def test_while_the_police_do_not_answer_nobody_is_refused_for_good(town, citizen):
    town.world.registry.down = {"police/person"}

    with pytest.raises(Busy):
        real_names.verify(town.world, citizen, given())


def test_officers_have_no_real_name_to_show(town, citizen):
    officer = citizen.model_copy(update={"roles": frozenset({"officer"})})

    with pytest.raises(NotYours):
        real_names.verify(town.world, officer, given())


def test_without_consent_nothing_is_sent():
    with pytest.raises(ValidationError, match="请先勾选同意"):
        GiveRealName(name="李明朗", id_number=NUMBER)


@pytest.mark.parametrize(
    "typed", ["阿依古丽·买买提", "阿依古丽•买买提", "阿依古丽．买买提", "阿依古丽 买买提"]
)
def test_however_a_name_is_set_apart_it_is_the_same(typed):
    assert is_this_person({"name": "阿依古丽·买买提", "status": "normal"}, typed)


def test_facts_name_nobody(town, citizen):
    real_names.verify(town.world, citizen, given())

    told = str(town.world.bus.facts)
    assert "identity.verified" in told
    assert "李明朗" not in told
    assert NUMBER not in told


def test_a_browser_goes_through_the_form_and_on(town, citizen):
    del citizen
    granted = town.sign_in("+8613900139002")
    door = Door(routes, town.world, cookies={"tongban_session": granted.token})
    page = door.page("/real-name?next=/public-housing/")

    wrong = door.submit("/real-name", page, name="李明月", id_number=NUMBER, agree="true")
    right = door.submit("/real-name", page, name="李明朗", id_number=NUMBER, agree="true")

    assert wrong.status == 422
    assert "姓名和身份证号对不上" in wrong.text
    assert right.status == 303
    assert right.location == "/public-housing/"
    assert "已完成实名认证" in door.page("/real-name").text
