"""An owner at the door: pages and JSON, sign-in, second looks, undo, and the files to print."""

from datetime import timedelta

import pytest

from chalicelib.identity import COOKIE
from chalicelib.tokens import Claims
from functions.car_move.routes import routes
from tests.door import Door
from tests.functions.car_move.asked import Requests

LI, WANG = "citizen-li", "citizen-wang"
PHONES = {LI: "+8613900000001", WANG: "+8613900000002"}


def signed_in(world, citizen: str) -> Door:
    world.directory.phones.update(PHONES)
    claims = Claims(sub=citizen, sid="s", jti="j", level=1, roles=["citizen"])
    token = world.tokens.issue(claims, world.now() + timedelta(hours=1))
    return Door(routes, world, cookies={COOKIE: token})


@pytest.fixture
def li(world) -> Door:
    return signed_in(world, LI)


@pytest.fixture
def vehicle(li) -> str:
    """The path of Li's vehicle."""
    return f"/vehicles/{li.post('/vehicles/new', {'plate': '皖A12345'}).json['id']}"


def local(location: str) -> str:
    return location.removeprefix("/car-move")


def test_an_owner_starts_with_an_empty_list_and_an_invitation(li):
    page = li.page("/vehicles")

    assert page.status == 200
    assert "还没有车辆" in page.text
    assert "/car-move/vehicles/new" in page.text


def test_an_owner_registers_a_vehicle_on_their_phone(li):
    sent = li.submit("/vehicles/new", plate=" 皖a·12345 ")
    arrived = li.page(local(sent.location))

    assert sent.status == 303
    assert "登记好了" in arrived.text
    assert "皖A·12345" in arrived.text
    assert "皖A·12345" in li.page("/vehicles").text


def test_a_wrong_plate_is_shown_again_with_what_to_mend(li):
    page = li.submit("/vehicles/new", plate="皖A1234O")

    assert page.status == 422
    assert "没有字母 I 和 O" in page.text
    assert 'value="皖A1234O"' in page.text


def test_the_same_plate_again_is_a_kind_refusal(li, vehicle):
    page = li.submit("/vehicles/new", plate="皖A12345")

    assert page.status == 409
    assert "已经登记过了" in page.text


def test_sending_the_same_registration_twice_makes_one_vehicle(li):
    once, again = (li.post("/vehicles/new", {"plate": "皖A12345"}) for _ in range(2))

    assert (once.status, once.json) == (201, again.json)
    assert len(li.fetch("/vehicles").json["vehicles"]) == 1


def test_a_pause_offers_its_undo(li, vehicle):
    paused = li.page(local(li.submit(f"{vehicle}/pause", on=li.page(vehicle)).location))
    assert "恢复" in paused.text
    assert f"/car-move{vehicle}/resume" in paused.text

    resumed = li.page(local(li.submit(f"{vehicle}/resume", on=paused).location))
    assert "已恢复" in resumed.text


@pytest.mark.parametrize(
    ("action", "says"), [("replace", "新的挪车码已生效"), ("revoke", "已作废"), ("remove", "车辆已移除")]
)
def test_what_cannot_be_undone_is_asked_twice(li, vehicle, action, says):
    asked = li.page(f"{vehicle}/{action}")
    assert "不，返回" in asked.text

    done = li.page(local(li.submit(f"{vehicle}/{action}", on=asked).location))

    assert says in done.text


def test_a_revoked_sticker_can_be_followed_by_a_new_one(li, vehicle):
    bare = li.page(local(li.submit(f"{vehicle}/revoke").location))
    fresh = li.page(local(li.submit(f"{vehicle}/replace", on=bare).location))

    assert "领取新的挪车码" in bare.text
    assert "用过的挪车码" in fresh.text


@pytest.mark.parametrize(
    ("kind", "media_type", "start"),
    [
        ("svg", "image/svg+xml", b"<svg"),
        ("png", "image/png", b"\x89PNG"),
        ("pdf", "application/pdf", b"%PDF-"),
    ],
)
def test_the_sticker_comes_as_a_file(li, vehicle, kind, media_type, start):
    file = li.page(f"{vehicle}/sticker.{kind}")

    assert (file.status, file.headers["content-type"]) == (200, media_type)
    assert file.headers["cache-control"] == "no-store"
    assert file.body.startswith(start)


def test_there_is_nothing_to_print_once_it_is_revoked(li, vehicle):
    li.submit(f"{vehicle}/revoke")

    assert li.page(f"{vehicle}/sticker.svg").status == 410
    assert "现在没有挪车码" in li.page(f"{vehicle}/sticker").text


def test_the_page_of_the_sticker_shows_it_and_offers_the_files(li, vehicle):
    page = li.page(f"{vehicle}/sticker").text

    assert all(f"/car-move{vehicle}/sticker.{kind}" in page for kind in ("svg", "png", "pdf"))


@pytest.mark.parametrize("path", ["", "/sticker", "/sticker.svg", "/sticker.pdf", "/replace", "/remove"])
def test_somebody_else_finds_nothing(world, vehicle, path):
    assert signed_in(world, WANG).page(f"{vehicle}{path}").status == 404


def test_strangers_are_asked_to_sign_in_first(world, vehicle):
    stranger = Door(routes, world)

    assert stranger.page("/vehicles").location == "/identity/sign-in?next=/car-move/vehicles"
    assert stranger.fetch(vehicle).status == 401


def test_no_answer_ever_holds_the_owners_phone(li, vehicle):
    seen = [
        li.page(path).text for path in ("/vehicles", vehicle, f"{vehicle}/sticker", f"{vehicle}/sticker.svg")
    ]
    seen += [li.fetch(path).text for path in ("/vehicles", vehicle)]

    assert not [text for text in seen if "13900000001" in text]


def test_pages_stay_small(li, vehicle):
    assert all(len(li.page(path).body) < 12_000 for path in ("/vehicles", "/vehicles/new", vehicle))


@pytest.mark.parametrize(
    ("path", "reads"),
    [
        ("/vehicles", ["Query", "Query"]),
        ("/vehicles/new", ["GetItem"]),
        ("", ["GetItem", "Query"]),
        ("/replace", ["GetItem"]),
        ("/sticker", ["GetItem"]),
        ("/sticker.svg", ["GetItem"]),
    ],
)
def test_a_page_reads_what_it_shows_and_nothing_more(li, vehicle, path, reads):
    with Requests() as asked:
        li.fetch(path if path.startswith("/vehicles") else f"{vehicle}{path}")

    assert asked.names == reads
