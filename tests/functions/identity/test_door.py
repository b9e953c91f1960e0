"""Identity at its door: pages for people, JSON for programs, cookies nobody else can read."""

from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest

from chalicelib.errors import Unauthenticated
from functions.identity.routes import routes
from functions.identity.use_cases import sessions
from tests.door import Door

NEXT = "/car-move/requests/abc?tab=1"


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


def baked(reply):
    lines = reply.headers.get("set-cookie", [])
    return {line.split("=")[0]: line for line in ([lines] if isinstance(lines, str) else lines)}


def test_a_citizen_signs_in_without_a_script_and_returns_to_the_page_left(door, town):
    ask = door.page(f"/sign-in?next={NEXT}")
    sent = door.submit("/sign-in", on=ask, phone="138 0013 8000")
    given = door.submit("/sign-in/code", on=door.page(local(sent.location)), code=town.code())

    assert (sent.status, given.status) == (303, 303)
    assert given.location == NEXT
    assert door.page("/me").status == 200


def test_phones_fill_the_code_in_by_themselves(door, town):
    page = door.page("/sign-in/code?challenge=x").text

    assert 'autocomplete="one-time-code"' in page
    assert 'inputmode="numeric"' in page


def test_no_address_names_a_phone(door, town):
    sent = door.submit("/sign-in", phone="13800138000")

    query = parse_qs(urlsplit(sent.location).query)
    assert set(query) == {"challenge", "next"}
    assert "8000138" not in sent.location


def test_a_wrong_code_keeps_the_challenge_and_says_so_beside_the_field(door, town):
    sent = door.submit("/sign-in", phone="13800138000")
    code = town.code()
    again = door.submit("/sign-in/code", on=door.page(local(sent.location)), code=town.wrong(code))

    assert again.status == 422
    assert "还可以试 4 次" in again.text
    assert door.submit("/sign-in/code", on=again, code=code).status == 303


@pytest.mark.parametrize("phone", ["", "123", "055162999999"])
def test_a_wrong_phone_is_remarked_on_in_chinese(door, phone):
    again = door.submit("/sign-in", phone=phone)

    assert again.status == 422
    assert "请填写正确的手机号" in again.text


def test_the_session_is_out_of_reach_of_scripts_and_of_plain_http(signed_in, town):
    reply = signed_in.submit("/sign-out", on=signed_in.page("/me"))
    cookies = baked(reply)

    for name, path in {"tongban_session": "/", "tongban_refresh": "/identity"}.items():
        assert {"HttpOnly", "SameSite=Lax", "Secure", f"Path={path}"} <= set(cookies[name].split("; "))


def test_a_session_planted_before_the_sign_in_is_replaced(door, town):
    door.cookies |= {"tongban_session": "planted", "tongban_refresh": "planted"}

    sent = door.submit("/sign-in", phone="13800138000")
    door.submit("/sign-in/code", on=door.page(local(sent.location)), code=town.code())

    assert "planted" not in door.cookies.values()


def test_an_expired_session_goes_through_refresh_and_comes_back(signed_in, town):
    town.world.clock.advance(timedelta(minutes=31))

    away = signed_in.page("/me")
    assert urlsplit(away.location).path == "/identity/refresh"
    back = signed_in.page(local(away.location))

    assert back.location == "/identity/me"
    assert signed_in.page("/me").status == 200


def test_a_form_sent_after_half_an_hour_arrives_all_the_same(signed_in, town):
    page = signed_in.page("/me")
    town.world.clock.advance(timedelta(minutes=31))

    away = signed_in.submit("/sign-out", on=page)
    back = signed_in.submit(local(away.location), on=page)
    done = signed_in.submit(local(back.location), on=page)

    assert (away.status, back.status, done.status) == (307, 307, 303)
    assert done.location == "/identity/sign-in"
    with pytest.raises(Unauthenticated):
        sessions.renew(town.world, signed_in.cookies.get("tongban_refresh", ""))


def test_a_form_sent_after_the_session_is_over_leads_to_the_sign_in_and_its_page(signed_in, town):
    page = signed_in.page("/me")
    town.world.clock.advance(timedelta(hours=13))

    signed_in.headers["referer"] = "https://tongban.example/identity/me"
    away = signed_in.submit("/sign-out", on=page)
    back = signed_in.submit(local(away.location), on=page)

    assert back.location == "/identity/sign-in?next=/identity/me"


def test_a_form_of_another_session_is_refused_however_old(signed_in, town):
    page = signed_in.page("/me")
    town.world.clock.advance(timedelta(minutes=31))
    other = town.sign_in("13900139000")
    signed_in.cookies["tongban_session"] = other.token

    assert signed_in.submit("/sign-out", on=page).status == 403


def test_a_session_that_is_over_leads_to_the_sign_in_and_back(signed_in, town):
    town.world.clock.advance(timedelta(hours=13))

    away = signed_in.page("/refresh?next=/car-move/vehicles/new&page=/car-move/vehicles")

    assert away.location == "/identity/sign-in?next=/car-move/vehicles"
    assert "tongban_session" not in signed_in.cookies


@pytest.mark.parametrize(
    "wanted", ["https://evil.example", "//evil.example", "/%5Cevil.example", "/%09/evil.example"]
)
def test_refresh_leads_nowhere_else(signed_in, wanted):
    assert signed_in.page(f"/refresh?next={wanted}").location == "/identity/me"
    assert signed_in.page(f"/sign-in?next={wanted}").status == 200


def test_one_device_signs_another_out(signed_in, town):
    town.world.clock.advance(timedelta(seconds=61))
    lost = town.sign_in()

    reply = signed_in.submit(f"/me/devices/{town.caller(lost).session}/sign-out", on=signed_in.page("/me"))

    assert reply.location == "/identity/me"
    with pytest.raises(Unauthenticated):
        sessions.renew(town.world, lost.refresh)


def test_who_signs_out_is_a_stranger_again(signed_in):
    reply = signed_in.submit("/sign-out", on=signed_in.page("/me"))

    assert reply.location == "/identity/sign-in"
    assert "tongban_session" not in signed_in.cookies
    assert signed_in.page("/me").location == "/identity/sign-in?next=/identity/me"


def test_a_program_signs_in_and_renews_its_token(door, town):
    sent = door.post("/sign-in", {"phone": "13800138000"}).json
    granted = door.post(
        "/sign-in/code", {"challenge": sent["challenge"], "code": town.code()}, key="key-0002"
    ).json
    door.cookies.clear()
    town.world.clock.advance(timedelta(minutes=31))

    late = door.fetch("/me", authorization=f"Bearer {granted['token']}")
    renewed = door.post("/tokens", {"refresh": granted["refresh"]}, key="key-0003")
    mine = door.fetch("/me", authorization=f"Bearer {renewed.json['token']}")

    assert (late.status, renewed.status, mine.status) == (401, 200, 200)
    assert mine.json["phone_end"] == "8000"


def test_a_stranger_has_no_page(door):
    assert door.fetch("/me").status == 401
    assert door.page("/me").status == 303


def test_too_many_codes_say_when_to_come_again(door):
    door.post("/sign-in", {"phone": "13800138000"})

    again = door.post("/sign-in", {"phone": "13800138000"}, key="key-0002")

    assert again.status == 429
    assert again.headers["retry-after"] == "60"


def test_an_officer_signs_in_by_page(door, town):
    town.enrol()
    sent = door.submit("/officers/sign-in", account="hefei-001", password="a good long one")
    given = door.submit("/sign-in/code", on=door.page(local(sent.location)), code=town.code())

    assert given.status == 303
    assert "尾号 9000" in door.page("/me").text


def test_a_wrong_password_is_not_shown_again(door, town):
    again = door.submit("/officers/sign-in", account="hefei-001", password="not this one")

    assert again.status == 422
    assert "账号或密码不正确" in again.text
    assert "not this one" not in again.text


def test_the_front_of_the_house_is_ones_own_page(door):
    assert door.page("/").location == "/identity/me"


def test_anybody_may_read_the_public_keys(door, town):
    answer = door.fetch("/.well-known/jwks.json")

    assert answer.json == town.world.tokens.jwks()
    assert answer.headers["cache-control"] == "public, max-age=300"
    assert "set-cookie" not in answer.headers
