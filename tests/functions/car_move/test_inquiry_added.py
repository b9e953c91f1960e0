"""The owner's page of a request says what the passer-by has added: a photo, which it shows, and where they wait."""

from datetime import timedelta
from io import BytesIO

import pytest
from PIL import Image

from chalicelib.identity import COOKIE
from chalicelib.tokens import Claims
from functions.car_move.model.limits import LIMITS
from functions.car_move.model.place import Position
from functions.car_move.routes import routes
from functions.car_move.use_cases import added, photos, places
from tests.door import Door


@pytest.fixture
def case(street, code):
    return street.ask(code)


@pytest.fixture
def owner(street):
    claims = Claims(sub="owner-1", sid="s", jti="j", level=1, roles=["citizen"])
    token = street.world.tokens.issue(claims, street.world.now() + timedelta(days=2))
    return Door(routes, street.world, cookies={COOKIE: token})


def show_photo(street, case):
    file = BytesIO()
    Image.new("RGB", (8, 8), "green").save(file, "PNG")
    street.world.files.write(f"sent/{case.id}", file.getvalue(), "")
    assert photos.arrive(street.world, case.id) == ""


def page(owner, case):
    return owner.page(f"/inquiries/{case.id}")


def test_nothing_added_is_said(owner, case):
    seen = page(owner, case)

    assert "对方没有发照片，也没有说位置" in seen.text
    assert "files.example" not in seen.headers["content-security-policy"]


def test_a_photo_is_on_the_page_itself(street, owner, case):
    show_photo(street, case)

    seen = page(owner, case)

    assert f'src="https://files.example/bucket/bare/{case.id}' in seen.text
    assert "img-src 'self' data: https://files.example;" in seen.headers["content-security-policy"]
    assert "对方没有说位置" in seen.text


def test_a_place_has_its_button(street, owner, case):
    places.tell(street.world, case.id, Position(latitude=31.82, longitude=117.227))

    seen = page(owner, case)

    assert f'href="/car-move/inquiries/{case.id}/place"' in seen.text
    assert "对方没有发照片" in seen.text


def test_both_are_gone_in_their_time(street, case):
    show_photo(street, case)
    places.tell(street.world, case.id, Position(latitude=31.82, longitude=117.227))
    street.world.clock.advance(timedelta(hours=LIMITS.photo_hours))

    gone = added.see(street.world, "owner-1", case.id)
    assert (gone.photo, gone.placed) == ("", False)


def test_programs_are_told_too(street, owner, case):
    show_photo(street, case)

    told = owner.fetch(f"/inquiries/{case.id}").json

    assert (bool(told["photo"]), told["placed"]) == (True, False)
