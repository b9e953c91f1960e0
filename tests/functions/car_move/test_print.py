"""The printed sticker: phones read it, also askew and off a sheet; it says what it must and nothing personal."""

import hashlib
import re
from base64 import b32encode

import pypdfium2
import pytest
import segno
from PIL import Image, ImageChops, ImageStat

from functions.car_move.model.batch import PER_PART, Ticket, new_pin
from functions.car_move.model.sticker import CODE_LENGTH, new_code, new_serial
from functions.car_move.print import engrave, lettering, pdf, places, png, sheet, sheets, sticker, svg, words
from functions.car_move.print.drawing import Drawing, Shape
from tests.functions.car_move.camera import FACE, LAYOUTS, LINK, photograph, seen, texts

CLAIM = "HTTPS://TONGBAN.EXAMPLE/M/A/"
TICKET = Ticket(**FACE.model_dump(), pin="12345678", claim=f"{CLAIM}7K3M9QX2")
WIDTH, HEIGHT = places.WIDTH, places.HEIGHT


def read(image: Image.Image) -> str:
    """The one link that the codes in view lead to, however many of them are read."""
    [text] = texts(image)
    return text


def test_a_phone_reads_the_link():
    assert read(seen(photograph())) == LINK


@pytest.mark.parametrize("angle", [7, 30, 45, 90, 133, 180, 270])
def test_a_phone_reads_it_askew(angle):
    assert read(seen(photograph(), angle)) == LINK


@pytest.mark.parametrize("number", range(10))
def test_every_code_is_read(number):
    code = b32encode(hashlib.sha256(bytes([number])).digest()).decode()[:CODE_LENGTH]
    link = f"HTTPS://TONGBAN.EXAMPLE/M/{code}"

    assert read(seen(photograph(FACE.model_copy(update={"link": link})))) == link


def test_each_small_code_is_read_alone():
    picture = photograph()
    top = int(picture.height * sticker.SPARE_TOP / HEIGHT)

    for left in (0, picture.width // 2):
        assert read(picture.crop((left, top, left + picture.width // 2, picture.height)).convert("L")) == LINK


def test_the_printed_page_is_read_too():
    page = pypdfium2.PdfDocument(pdf.render(sheet.draw(FACE)))[0]

    assert [round(side / pdf.POINTS_PER_MM) for side in page.get_size()] == [210, 297]
    assert read(page.render(scale=2).to_pil()) == LINK
    assert read(page.render(scale=1.2).to_pil().rotate(20, expand=True, fillcolor="white")) == LINK


def printed_in_advance(number: int) -> list[Ticket]:
    serials = [new_serial() for _ in range(number)]
    return [
        Ticket(
            link=f"HTTPS://TONGBAN.EXAMPLE/M/{new_code()}",
            claim=f"{CLAIM}{serial}",
            serial=serial,
            pin=new_pin(),
            domain=FACE.domain,
            hotline=FACE.hotline,
        )
        for serial in serials
    ]


def test_every_code_on_a_sheet_is_read_off_the_paper():
    tickets = printed_in_advance(6)

    pages = pypdfium2.PdfDocument(pdf.render(*sheets.draw_blank(tickets)))
    scans = [pages[number].render(scale=300 / 72).to_pil() for number in range(len(pages))]

    read_off = {text for scan in scans for text in texts(scan)}
    assert len(scans) == 2
    assert read_off == {ticket.link for ticket in tickets} | {ticket.claim for ticket in tickets}


def test_sheets_of_a_whole_download_stay_far_below_what_lambda_may_answer():
    """6 MB, of which base64 takes a quarter."""
    assert len(pdf.render(*sheets.draw_blank(printed_in_advance(PER_PART)))) < 2_000_000


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

    for layout in LAYOUTS:
        assert all(inside(shape, WIDTH, HEIGHT) for shape in sticker.draw(long, layout).shapes)


@pytest.mark.parametrize(
    "drawing",
    [
        *(sticker.draw(FACE, layout) for layout in LAYOUTS),
        sheet.draw(FACE),
        *sheets.draw([FACE] * 5),
        *sheets.draw_blank([TICKET] * 3),
    ],
)
def test_nothing_is_drawn_over_the_edge(drawing: Drawing):
    assert all(inside(shape, drawing.width, drawing.height) for shape in drawing.shapes)


def inside(shape: Shape, width: float, height: float) -> bool:
    corners = [n for letter, segment in shape.outline for n in corners_of(letter, segment)]
    return all(0 <= x <= width for x in corners[::2]) and all(0 <= y <= height for y in corners[1::2])


def corners_of(letter: str, numbers: tuple[float, ...]) -> tuple[float, ...]:
    if letter != "R":
        return numbers
    x, y, width, height = numbers
    return x, y, x + width, y + height


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
