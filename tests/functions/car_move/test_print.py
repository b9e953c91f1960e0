"""The printed sticker: phones read it, even torn and askew; it says what it must and nothing personal."""

import io

import pytest
import zxingcpp
from PIL import Image, ImageDraw

from functions.car_move.model.sticker import Face, new_code
from functions.car_move.print import png, sticker

LINK = "HTTPS://TONGBAN.EXAMPLE/M/ABCDEFGHIJKLMNOPQRSTUVWXYZ"
FACE = Face(link=LINK, serial="7K3M9QX2", domain="tongban.example", hotline="12345")
CODE_BOX = tuple(
    round(mm * png.DOTS_PER_MM)
    for mm in (
        sticker.MIDDLE - sticker.CODE_SIDE / 2,
        sticker.CODE_TOP,
        sticker.MIDDLE + sticker.CODE_SIDE / 2,
        sticker.CODE_TOP + sticker.CODE_SIDE,
    )
)


def photograph(face: Face = FACE) -> Image.Image:
    return Image.open(io.BytesIO(png.render(sticker.draw(face)))).convert("RGBA")


def seen(image: Image.Image, turned: float = 0, width: int = 360) -> Image.Image:
    """As a phone's camera has it: on a grey car, at an angle, small."""
    car = Image.new("RGBA", (image.width * 3 // 2, image.height * 3 // 2), "#8a8f96")
    car.alpha_composite(image, (image.width // 4, image.height // 4))
    turned_car = car.rotate(turned, Image.Resampling.BICUBIC, fillcolor="#8a8f96")
    return turned_car.convert("L").resize((width, width * car.height // car.width), Image.Resampling.LANCZOS)


def read(image: Image.Image) -> str:
    [code] = zxingcpp.read_barcodes(image, formats=zxingcpp.BarcodeFormat.QRCode)
    return code.text


def torn(image: Image.Image, where: str, share: float) -> Image.Image:
    """A copy with ``share`` of the symbol (quiet zone not counted) painted over."""
    left, top, right, bottom = CODE_BOX
    quiet = (right - left) * 4 / 45
    left, top, side = left + quiet, top + quiet, (right - left) - 2 * quiet
    x, y, width, height = {
        "middle": (0.5 - share**0.5 / 2, 0.5 - share**0.5 / 2, share**0.5, share**0.5),
        "right edge": (1 - share / 0.78, 0.22, share / 0.78, 0.78),
        "bottom edge": (0.22, 1 - share / 0.78, 0.78, share / 0.78),
        "corner": (1 - share**0.5, 1 - share**0.5, share**0.5, share**0.5),
    }[where]
    copy = image.copy()
    box = (left + x * side, top + y * side, left + (x + width) * side, top + (y + height) * side)
    ImageDraw.Draw(copy).rectangle(box, fill="#6b4f3a")
    return copy


def test_a_phone_reads_the_link():
    assert read(seen(photograph())) == LINK


@pytest.mark.parametrize("angle", [7, 30, 45, 90, 133, 180, 270])
def test_a_phone_reads_it_askew(angle):
    assert read(seen(photograph(), angle)) == LINK


@pytest.mark.parametrize("number", range(10))
def test_every_code_is_read(number):
    link = f"HTTPS://TONGBAN.EXAMPLE/M/{new_code()}"

    assert read(seen(photograph(FACE.model_copy(update={"link": link})))) == link
