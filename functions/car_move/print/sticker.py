"""The face of a sticker, 90 × 130 mm: what a passer-by needs, from far to near."""

from functions.car_move.model.sticker import Face
from functions.car_move.print import code, mark, words
from functions.car_move.print.drawing import WHITE, Drawing, Shape, rectangle, rounded
from functions.car_move.print.lettering import fitting, line, width

WIDTH, HEIGHT = 90.0, 130.0
MIDDLE, ROOM = WIDTH / 2, WIDTH - 2 * 7.0
GREEN, INK, QUIET = "#06803d", "#1a1d21", "#4c535b"
CODE_SIDE, CODE_TOP = 58.0, 33.0


def draw(face: Face) -> Drawing:
    shapes = (*_ground(), *_call(), *_code(face), *_small_print(face), *_brand())
    return Drawing(f"{words.BRAND} {grouped(face.serial)}", WIDTH, HEIGHT, shapes)


def grouped(serial: str) -> str:
    """Four and four, as it is read aloud."""
    return f"{serial[:4]}-{serial[4:]}"


def _ground() -> tuple[Shape, ...]:
    return (
        Shape(rounded(0, 0, WIDTH, HEIGHT, 5), GREEN),
        Shape(rounded(3, 29, WIDTH - 6, 89, 3), WHITE),
    )


def _call() -> tuple[Shape, ...]:
    return (
        line(words.CALL, MIDDLE, 15.5, 12, "bold", "centre", WHITE),
        line(words.MASKED, MIDDLE, 24.2, 6.4, "bold", "centre", WHITE),
    )


def _code(face: Face) -> tuple[Shape, ...]:
    serial = f"{words.SERIAL} {grouped(face.serial)}"
    return (
        code.draw(face.link, MIDDLE - CODE_SIDE / 2, CODE_TOP - 3, CODE_SIDE),
        line(words.APPS, MIDDLE, 90, 3.4, "regular", "centre", QUIET),
        line(serial, MIDDLE, 96.5, 5, "bold", "centre", INK),
    )


def _small_print(face: Face) -> tuple[Shape, ...]:
    domain = f"{words.TRUST} {face.domain}"
    hotline = words.HOTLINE.format(hotline=face.hotline)
    return (
        Shape(rectangle(7, 99.8, ROOM, 0.25), GREEN),
        line(domain, MIDDLE, 105.2, fitting(domain, 3.8, ROOM, "bold"), "bold", "centre", GREEN),
        line(words.WARNING, MIDDLE, 110.1, fitting(words.WARNING, 3, ROOM), "regular", "centre", QUIET),
        line(hotline, MIDDLE, 115, fitting(hotline, 3.4, ROOM), "regular", "centre", INK),
    )


def _brand() -> tuple[Shape, ...]:
    side, gap, size = 8.0, 2.6, 5.6
    left = MIDDLE - (side + gap + width(words.BRAND, size, "bold")) / 2
    name = line(words.BRAND, left + side + gap, 126, size, "bold", fill=WHITE)
    return (*mark.draw(left, 120, side, WHITE, GREEN), name)
