"""Moving to another phone at the door: two forms without a script, and the same for programs."""

import pytest

from functions.identity.routes import routes
from tests.door import Door
from tests.functions.identity.conftest import PHONE
from tests.functions.identity.test_phones import NEW, codes, verify
from tests.leaks import telephones


@pytest.fixture
def door(town):
    return Door(routes, town.world)


@pytest.fixture
def signed_in(door, town):
    sent = door.submit("/sign-in", phone="13800138000")
    on = door.page(local(sent.location))
    door.submit("/sign-in/code", on=on, code=town.code())
    return door


def local(location):
    return location.removeprefix("/identity")


def test_two_forms_lead_to_the_new_phone_and_back_to_signing_in(signed_in, town):
    assert 'href="/identity/phone"' in signed_in.page("/me").text
    page = signed_in.page("/phone")
    assert "尾号 <b>8000</b>" in page.text
    asked = signed_in.submit("/phone", on=page, phone="137 0013 7000")
    there = signed_in.page(local(asked.location))
    known = codes(town)

    moved = signed_in.submit("/phone/codes", on=there, old_code=known[PHONE], new_code=known[NEW])

    assert telephones(page.text + there.text + asked.location) == set()
    assert (moved.status, moved.location) == (303, "/identity/sign-in")
    assert "/identity/sign-in" in signed_in.page("/me").location


def test_a_wrong_code_is_said_beside_its_field_and_nothing_is_lost(signed_in, town):
    asked = signed_in.submit("/phone", phone="13700137000")
    there = signed_in.page(local(asked.location))
    known = codes(town)

    page = signed_in.submit("/phone/codes", on=there, old_code=known[PHONE], new_code=town.wrong(known[NEW]))

    assert page.status == 422
    assert 'id="new_code-error"' in page.text
    assert 'id="old_code-error"' not in page.text
    assert page.hidden["change"] == there.hidden["change"]


def test_a_lost_phone_has_a_form_of_its_own_where_the_real_name_is_known(signed_in, town):
    assert "政务服务大厅" in signed_in.page("/phone").text
    [citizen] = town.world.directory.phones
    verify(town, type("Caller", (), {"id": citizen}))
    page = signed_in.page("/phone")
    assert "旧手机不能收短信了" in page.text

    asked = signed_in.submit(
        "/phone", on=page, phone="13700137000", lost="true", id_number="340102199001011234"
    )
    there = signed_in.page(local(asked.location))
    assert 'name="old_code"' not in there.text
    moved = signed_in.submit("/phone/codes", on=there, new_code=codes(town)[NEW])

    assert moved.status == 303
    assert town.world.directory.phone_of(citizen) == NEW


def test_programs_do_the_same_in_json(signed_in, town):
    asked = signed_in.post("/phone", {"phone": NEW}, key="key-ask-phone")
    known = codes(town)

    moved = signed_in.post(
        "/phone/codes",
        {"change": asked.json["change"], "old_code": known[PHONE], "new_code": known[NEW]},
        key="key-give-codes",
    )

    assert (asked.status, moved.status) == (201, 200)
    assert moved.json == {"phone_end": "7000"}


@pytest.mark.parametrize("path", ["/phone"])
def test_whoever_is_not_signed_in_is_asked_to(door, path):
    assert "/identity/sign-in" in door.page(path).location
