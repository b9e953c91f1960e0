"""The printed sticker: phones read it, even torn and askew; it says what it must and nothing personal."""

import io
import re

import pypdfium2
import pytest
import segno
import zxingcpp
from PIL import Image, ImageChops, ImageDraw, ImageStat

from functions.car_move.model.sticker import Face, new_code
from functions.car_move.print import engrave, lettering, pdf, png, sheet, sticker, svg, words
from functions.car_move.print.drawing import Drawing, Shape

LINK = "HTTPS://TONGBAN.EXAMPLE/M/ABCDEFGHIJKLMNOPQRSTUVWXYZ"
FACE = Face(link=LINK, serial="7K3M9QX2", domain="tongban.example", hotline="12345")
SIDE = sticker.CODE_SIDE * png.DOTS_PER_MM
LEFT = (sticker.MIDDLE - sticker.CODE_SIDE / 2) * png.DOTS_PER_MM
TOP = sticker.CODE_TOP * png.DOTS_PER_MM


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
    """A copy with ``share`` of the symbol (37 modules inside a quiet zone of 4) painted over."""
    quiet, side = SIDE * 4 / 45, SIDE * 37 / 45
    left, top = LEFT + quiet, TOP + quiet
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


@pytest.mark.parametrize(
    ("where", "share"), [("right edge", 0.25), ("bottom edge", 0.25), ("corner", 0.24), ("middle", 0.16)]
)
def test_a_torn_sticker_is_still_read(where, share):
    """Level H mends 44 of this symbol's 134 codewords. A hole in the middle spoils the most for its size."""
    assert read(seen(torn(photograph(), where, share))) == LINK


def test_the_printed_page_is_read_too():
    page = pypdfium2.PdfDocument(pdf.render(sheet.draw(FACE)))[0]

    assert [round(side / pdf.POINTS_PER_MM) for side in page.get_size()] == [210, 297]
    assert read(page.render(scale=2).to_pil()) == LINK
    assert read(page.render(scale=1.2).to_pil().rotate(20, expand=True, fillcolor="white")) == LINK


def test_the_pdf_and_the_png_show_the_same_sticker():
    page = pypdfium2.PdfDocument(pdf.render(sticker.draw(FACE)))[0]
    size = (180, 260)
    printed = page.render(scale=2).to_pil().convert("L").resize(size)
    on_white = Image.new("RGBA", photograph().size, "white")
    on_white.alpha_composite(photograph())
    shown = on_white.convert("L").resize(size)

    difference = ImageChops.difference(printed, shown)
    assert ImageStat.Stat(difference).mean[0] < 4


def test_the_code_is_of_level_h_alphanumeric_and_at_least_40_mm_wide():
    code = segno.make_qr(LINK, error="h", boost_error=True)
    modules = code.symbol_size(border=0)[0]

    assert (code.error, code.mode) == ("H", "alphanumeric")
    assert sticker.CODE_SIDE * modules / (modules + 8) >= 40


def test_a_long_official_domain_still_fits():
    long = FACE.model_copy(update={"domain": "nuoche.zhengwu.some-very-long-city-name.gov.cn:8443"})

    assert all(inside(shape, sticker.WIDTH, sticker.HEIGHT) for shape in sticker.draw(long).shapes)


@pytest.mark.parametrize("drawing", [sticker.draw(FACE), sheet.draw(FACE)])
def test_nothing_is_drawn_over_the_edge(drawing: Drawing):
    assert all(inside(shape, drawing.width, drawing.height) for shape in drawing.shapes)


def inside(shape: Shape, width: float, height: float) -> bool:
    numbers = [n for _, segment in shape.outline for n in segment]
    return all(0 <= x <= width for x in numbers[::2]) and all(0 <= y <= height for y in numbers[1::2])


def test_the_svg_needs_no_font_and_fetches_nothing():
    drawn = svg.render(sticker.draw(FACE)).decode()

    assert set(re.findall(r"<(\w+)", drawn)) == {"svg", "title", "path"}
    assert re.findall(r"https?://[^\"]*", drawn) == ["http://www.w3.org/2000/svg"]


def test_the_same_sticker_is_printed_the_same_every_time():
    for render in (svg.render, png.render, pdf.render):
        assert render(sticker.draw(FACE)) == render(sticker.draw(FACE))


def test_every_word_has_its_outlines():
    assert all(
        lettering.width(sign, 5, weight) > 0 for sign in words.characters() for weight in ("regular", "bold")
    )


@pytest.mark.skipif(not engrave.is_installed(), reason="needs Debian's fonts-noto-cjk")
def test_the_outlines_are_those_of_the_font():
    """Stale? python -m functions.car_move.print.engrave"""
    assert engrave.main(["--check"]) == 0
