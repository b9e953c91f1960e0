"""Of a photo the picture is left: no place, no time, no camera, no words, no thumbnail."""

import struct
import zlib
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from chalicelib.pictures import NotAPicture, bare

SECRET = b"+8613900139000 at 31.8206N 117.2272E"


def taken(kind: str, **more: object) -> bytes:
    """A photo with secrets in all the places where this format may hold them."""
    picture, exif, file = Image.effect_noise((64, 48), 60).convert("RGB"), Image.Exif(), BytesIO()
    exif[0x010E], exif[0x0112] = SECRET.decode(), 6
    if kind == "PNG":
        words = PngInfo()
        words.add_text("Comment", SECRET.decode())
        more = {"pnginfo": words, **more}
    elif kind == "JPEG":
        more = {"comment": SECRET, **more}
    picture.save(file, kind, exif=exif, xmp=SECRET, **more)
    return file.getvalue() + SECRET


def look(photo: bytes) -> bytes:
    return Image.open(BytesIO(photo)).convert("RGB").tobytes()


@pytest.mark.parametrize(
    ("kind", "more"),
    [
        ("JPEG", {}),
        ("JPEG", {"progressive": True, "quality": 95}),
        ("JPEG", {"restart_marker_blocks": 2}),
        ("PNG", {}),
        ("WEBP", {}),
        ("WEBP", {"lossless": True}),
    ],
)
def test_the_picture_stays_and_the_secrets_go(kind, more):
    photo = taken(kind, **more)
    assert photo.count(SECRET) >= 3

    left, media_type = bare(photo)

    assert media_type == f"image/{kind.lower()}"
    assert b"13900139000" not in left
    assert b"31.8206" not in left
    assert look(left) == look(photo)


def test_a_photo_still_stands_the_right_way_up():
    left, _ = bare(taken("JPEG"))

    assert dict(Image.open(BytesIO(left)).getexif()) == {0x0112: 6}


def test_what_is_bare_already_stays_as_it_is():
    once, _ = bare(taken("JPEG"))

    assert bare(once)[0] == once


@pytest.mark.parametrize(
    "body", [b"", b"GIF89a", b"<svg onload=alert(1)>", b"\xff\xd8", b"%PDF-1.7", b"RIFF\0\0\0\0WEBP"]
)
def test_what_is_no_photo_is_refused(body):
    with pytest.raises(NotAPicture):
        bare(body)


def test_a_film_is_no_photo():
    frames, file = [Image.new("RGB", (8, 8), colour) for colour in ("red", "blue")], BytesIO()
    frames[0].save(file, "WEBP", save_all=True, append_images=frames[1:])

    with pytest.raises(NotAPicture):
        bare(file.getvalue())


def test_an_unknown_part_of_a_png_is_dropped():
    photo = taken("PNG")
    chunk = b"prVt" + SECRET
    secret = struct.pack(">I", len(SECRET)) + chunk + struct.pack(">I", zlib.crc32(chunk))

    left, _ = bare(photo[:33] + secret + photo[33:])

    assert SECRET not in left


@settings(deadline=None, max_examples=300)
@given(st.sampled_from(["JPEG", "PNG", "WEBP"]), st.integers(0, 10_000), st.binary(max_size=8))
def test_a_damaged_photo_is_refused_or_read_and_never_an_accident(kind, at, damage):
    photo = KINDS[kind]
    damaged = photo[: at % len(photo)] + damage + photo[at % len(photo) + len(damage) :]

    try:
        bare(damaged[: len(damaged) - at % 50])
    except NotAPicture:
        return


KINDS = {kind: taken(kind) for kind in ("JPEG", "PNG", "WEBP")}
