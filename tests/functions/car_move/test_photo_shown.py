"""A passer-by shows a photo: the owner sees the picture alone, nobody else sees anything, and it is gone in a day."""

import re
from datetime import timedelta
from io import BytesIO

import pytest
from PIL import Image

from chalicelib.errors import NotFound, TooMany
from functions.car_move.model.limits import LIMITS
from functions.car_move.use_cases import photos

SECRET = "31.8206N 117.2272E +8613900139000"


def photo() -> bytes:
    file, exif = BytesIO(), Image.Exif()
    exif[0x010E] = SECRET
    Image.new("RGB", (16, 16), "green").save(file, "JPEG", exif=exif)
    return file.getvalue()


@pytest.fixture
def case(street, code):
    return street.ask(code)


def send(street, case, body):
    """What S3 does with the form, then sends the browser back."""
    street.world.files.write(f"sent/{case.id}", body, "application/octet-stream")
    return street.get(f"/requests/{case.id}/photo/arrived")


def test_the_form_goes_straight_to_where_files_are_kept_and_works_without_script(street, case):
    page = street.get(f"/requests/{case.id}/photo")
    form = page.body.decode()

    assert '<form method="post" action="https://files.example/bucket" enctype="multipart/form-data"' in form
    assert form.index('name="policy"') < form.index('type="file"')
    assert "form-action 'self' https://files.example;" in page.headers["Content-Security-Policy"]


def test_other_pages_post_to_ourselves_only(street, case):
    policy = street.get(f"/requests/{case.id}").headers["Content-Security-Policy"]

    assert "form-action 'self';" in policy


def test_the_owner_sees_the_picture_and_nothing_else_of_it(street, case):
    back = send(street, case, photo())

    assert back.headers["Location"] == f"/car-move/requests/{case.id}/photo"
    assert "已经给车主了" in street.get(f"/requests/{case.id}/photo").body.decode()
    assert photos.link(street.world, "owner-1", case.id).startswith(
        f"https://files.example/bucket/bare/{case.id}"
    )
    [(name, (kept, media_type))] = street.world.files.kept.items()
    assert (name, media_type) == (f"bare/{case.id}", "image/jpeg")
    assert SECRET.encode() not in kept


@pytest.mark.parametrize("who", ["citizen-wang", "owner-2"])
def test_somebody_else_sees_nothing(street, case, who):
    send(street, case, photo())

    with pytest.raises(NotFound):
        photos.link(street.world, who, case.id)


def test_what_is_no_photo_is_deleted_and_said_so(street, case):
    back = send(street, case, b"<script>alert(1)</script>")

    assert back.headers["Location"].endswith("?trouble=unreadable")
    assert street.world.files.kept == {}
    with pytest.raises(NotFound):
        photos.link(street.world, "owner-1", case.id)


def test_coming_back_with_nothing_is_harmless(street, case):
    send(street, case, photo())

    assert photos.arrive(street.world, case.id) == "none"
    assert photos.link(street.world, "owner-1", case.id)


def test_after_a_day_there_is_no_photo(street, case):
    send(street, case, photo())
    street.world.clock.advance(timedelta(hours=LIMITS.photo_hours))

    with pytest.raises(NotFound):
        photos.link(street.world, "owner-1", case.id)


def test_so_many_photos_and_no_more(street, case):
    for _ in range(LIMITS.photos_per_case):
        send(street, case, photo())
    street.world.files.write(f"sent/{case.id}", photo(), "")

    with pytest.raises(TooMany):
        photos.arrive(street.world, case.id)


def test_a_finished_request_shows_no_form(street, case):
    street.step("close", case.id)

    assert not re.search("<form", street.get(f"/requests/{case.id}/photo").body.decode())
