"""A citizen moves to another phone: proven on both sides, everywhere at once, and nobody stays signed in."""

import re
from datetime import timedelta

import pytest

from chalicelib.errors import Conflict, Invalid, NotYours, TooMany, Unauthenticated
from chalicelib.ports.directory import Person
from functions.identity.forms import AskPhoneChange, GivePhoneCodes
from functions.identity.model import Citizen, PhoneChange, Session
from functions.identity.use_cases import phones, sessions
from tests.functions.identity.conftest import ORIGIN, PHONE

NEW = "+8613700137000"
ID_NUMBER = "340102199001011234"


@pytest.fixture
def caller(town):
    return town.caller(town.sign_in())


def ask(town, caller, phone=NEW, **more):
    return phones.ask(town.world, caller, AskPhoneChange(phone=phone, **more), ORIGIN)


def codes(town) -> dict[str, str]:
    """The code in the latest text to each phone; "" where there was none."""
    town.deliver()
    found = {to: re.search(r"验证码 (\d{6})", words) for to, words in town.world.phone.texts}
    return {to: code[1] if code else "" for to, code in found.items()}


def give(town, caller, asked, new=None, old=None):
    known = codes(town)
    given = GivePhoneCodes(
        change=asked.change,
        new_code=known[NEW] if new is None else new,
        old_code=known[PHONE] if old is None else old,
    )
    return phones.give(town.world, caller, given)


def told(town, kind):
    return [fact for fact in town.world.bus.facts if fact.type == kind]


def verify(town, caller):
    """What an authority has vouched for."""
    citizen = town.world.store.get(Citizen, caller.id)
    town.world.store.commit(citizen.model_copy(update={"level": 2}))
    town.world.directory.people[caller.id] = Person("王芳", ID_NUMBER)


def test_with_both_codes_the_citizen_is_the_same_on_the_new_phone(town, caller):
    moved = give(town, caller, ask(town, caller))

    assert moved.phone_end == "7000"
    assert town.sign_in(NEW).id == caller.id
    town.world.clock.advance(timedelta(minutes=2))
    assert town.sign_in(PHONE).id != caller.id


def test_the_fact_knows_ids_only_and_is_told_once(town, caller):
    give(town, caller, ask(town, caller))
    town.deliver()

    [fact] = told(town, "identity.phone_changed")
    assert set(fact.data) == {"case_id", "at", "owner_id"}
    assert fact.data["owner_id"] == caller.id
    assert NEW[3:] not in str(town.world.bus.facts)


def test_every_session_is_over(town, caller):
    granted = town.sign_in(PHONE) if town.world.clock.advance(timedelta(minutes=2)) is None else None

    give(town, caller, ask(town, caller))

    assert town.world.store.parts(Session, caller.id) == []
    with pytest.raises(Unauthenticated):
        sessions.renew(town.world, granted.refresh)
    assert {fact.data["reason"] for fact in told(town, "identity.session_ended")} == {"phone_changed"}


@pytest.mark.parametrize("wrong", ["old", "new"])
def test_either_code_alone_is_not_enough(town, caller, wrong):
    asked = ask(town, caller)
    right = codes(town)[PHONE if wrong == "old" else NEW]

    with pytest.raises(Invalid) as refused:
        give(town, caller, asked, **{wrong: town.wrong(right)})

    assert list(refused.value.fields) == [f"{wrong}_code"]
    assert town.world.directory.phone_of(caller.id) == PHONE


def test_the_old_code_may_not_be_left_out(town, caller):
    with pytest.raises(Invalid):
        give(town, caller, ask(town, caller), old="")


def test_codes_are_tried_five_times_at_most(town, caller):
    asked = ask(town, caller)
    for _ in range(5):
        with pytest.raises(Invalid):
            give(town, caller, asked, new=town.wrong(codes(town)[NEW]))

    with pytest.raises(Invalid):
        give(town, caller, asked)
    assert town.world.directory.phone_of(caller.id) == PHONE


def test_codes_hold_for_five_minutes(town, caller):
    asked = ask(town, caller)
    codes(town)
    town.world.clock.advance(timedelta(minutes=5))

    with pytest.raises(Invalid):
        give(town, caller, asked)


def test_nobody_carries_out_somebody_elses_change(town, caller):
    asked = ask(town, caller)
    stranger = town.caller(town.sign_in("+8613600136000"))

    with pytest.raises(Invalid):
        give(town, stranger, asked)


def test_a_code_for_a_change_signs_nobody_in(town, caller):
    asked = ask(town, caller)

    with pytest.raises(Invalid):
        town.give(type("Sent", (), {"challenge": asked.change}), codes(town)[NEW])


def test_that_a_phone_has_an_account_is_told_only_to_whoever_holds_it(town, caller):
    other = town.sign_in(NEW)
    town.world.clock.advance(timedelta(minutes=2))

    asked = ask(town, caller)
    with pytest.raises(Conflict, match="已经有自己的账号"):
        give(town, caller, asked)

    assert town.world.directory.citizen_of(NEW) == other.id
    assert told(town, "identity.phone_changed") == []
    assert town.world.store.find(PhoneChange, asked.change) is None
    assert len(town.world.store.parts(Session, caller.id)) == 1


def test_what_broke_off_after_the_decision_is_finished_by_its_fact(town, caller):
    asked = ask(town, caller)
    codes(town)
    change = town.world.store.get(PhoneChange, asked.change)
    decided = change.model_copy(update={"decided_at": town.world.now()})
    town.world.store.commit(decided, phones.PhoneChangeDecided(case_id=change.id, at=town.world.now()))
    town.world.directory.move(caller.id, NEW)
    town.world.clock.advance(timedelta(hours=1))

    town.deliver()
    town.deliver()

    assert len(told(town, "identity.phone_changed")) == 1
    assert town.world.store.parts(Session, caller.id) == []


def test_without_a_real_name_the_old_phone_is_needed(town, caller):
    with pytest.raises(NotYours, match="政务服务大厅"):
        ask(town, caller, lost=True, id_number=ID_NUMBER)


def test_a_real_name_stands_in_for_a_lost_phone_which_is_warned(town, caller):
    verify(town, caller)

    asked = ask(town, caller, lost=True, id_number=ID_NUMBER.lower())
    assert codes(town)[PHONE] == ""
    assert "12345" in next(words for to, words in reversed(town.world.phone.texts) if to == PHONE)
    give(town, caller, asked, old="")

    assert town.world.directory.phone_of(caller.id) == NEW


def test_the_number_on_the_card_has_to_be_right(town, caller):
    verify(town, caller)

    with pytest.raises(Invalid) as refused:
        ask(town, caller, lost=True, id_number="340102199001011235")

    assert list(refused.value.fields) == ["id_number"]


def test_a_device_that_was_signed_out_meanwhile_changes_nothing(town, caller):
    sessions.sign_out_everywhere(town.world, caller)

    with pytest.raises(Unauthenticated):
        ask(town, caller)


def test_the_same_phone_is_no_new_one_and_five_changes_a_day_are_enough(town, caller):
    with pytest.raises(Invalid):
        ask(town, caller, PHONE)
    for n in range(4):
        ask(town, caller, f"+861360013600{n}")

    with pytest.raises(TooMany):
        ask(town, caller)
