"""My account: who I am, what this device may keep, and to be forgotten."""

from chalicelib.ports.directory import Person
from functions.portal.model.affair import Affair
from functions.portal.model.message import Message, Seen
from functions.portal.use_cases.account import KEEP
from tests.functions.portal.conftest import OTHER, OWNER


def test_of_name_and_phone_a_part_is_shown(town):
    town.world.directory.phones[OWNER] = "+8613800138000"
    town.world.directory.people[OWNER] = Person("王小明", "34010219900307888X")

    page = town.door().page("/account").text

    assert "王**" in page
    assert "尾号 8000" in page
    assert "小明" not in page
    assert "13800138" not in page


def test_who_is_not_known_by_name_is_led_to_be(town):
    page = town.door(level=1).page("/account").text

    assert "未实名" in page
    assert 'href="/identity/real-name"' in page


def test_everything_of_an_account_is_one_step_away(town):
    page = town.door().page("/account").text

    for there in [
        "/identity/phone",
        "/identity/me",
        "/data-sharing/",
        "/data-sharing/consents",
        "/notifications/preferences",
        "/car-move/vehicles",
        "/pay/",
        "/elderly-allowance/mandates",
        "/identity/me#sign-out",
    ]:
        assert f'href="{there}"' in page


def test_a_device_keeps_copies_only_once_it_may(town):
    door = town.door()
    assert door.page("/my/kept").location == "/my"

    door.submit("/account/keep", on=door.page("/account"), keep="true")

    assert door.page("/my/kept").headers["cache-control"] == "private, no-cache"
    assert door.page("/inbox/kept").headers["cache-control"] == "private, no-cache"
    assert door.page("/my").headers["cache-control"] == "no-store"
    assert 'data-keep="/my/kept"' in door.page("/my").text


def test_what_one_person_allowed_does_not_hold_for_another(town):
    door = town.door()
    door.submit("/account/keep", on=door.page("/account"), keep="true")
    other = town.door(OTHER)
    other.cookies[KEEP] = door.cookies[KEEP]

    assert other.page("/my/kept").location == "/my"


def test_the_permission_can_be_taken_back(town):
    door = town.door()
    door.submit("/account/keep", on=door.page("/account"), keep="true")

    reply = door.submit("/account/keep", on=door.page("/account"), keep="false")

    assert reply.location == "/account?done=not_keeping"
    assert KEEP not in door.cookies


def test_who_wants_to_be_forgotten_is_wholly(town):
    for number in range(60):
        town.happens("application.submitted", case_id=f"case-{number}")
    town.happens("application.mandate_given", matter="elderly-allowance", agent_id=OTHER)
    door = town.door()
    door.submit("/inbox/read", on=door.page("/inbox"))

    assert door.submit("/account/forget").location == "/account?done=forgotten"

    store = town.world.store
    assert store.parts(Affair, OWNER) == store.parts(Message, OWNER) == []
    assert store.find(Seen, OWNER) is None
    assert len(store.parts(Affair, OTHER)) == 1


def test_a_repeat_of_an_old_fact_brings_nothing_back(town):
    fact = town.happens("application.submitted")
    door = town.door()
    door.submit("/account/forget")

    town.hear(fact)

    assert town.mine() == []


def test_what_happens_afterwards_is_heard_again(town):
    town.happens("application.submitted")
    town.door().submit("/account/forget")

    town.happens("application.accepted", due="2026-05-15T16:00:00Z")

    assert [it["stage"] for it in town.mine()] == ["reviewing"]


def test_a_stranger_has_no_account(town):
    assert town.stranger().page("/account").location == "/identity/sign-in?next=/account"
