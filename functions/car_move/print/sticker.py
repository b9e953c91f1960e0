"""A sticker, 90 × 130 mm: the code far above its two small copies, so that no hidden quarter covers all three.

A rectangle of a quarter of the sticker that reaches both copies (52 mm apart) is less than 56.3 mm high, and the
code ends 57.8 mm above them; a straight strip cannot meet all three, as they stand in a triangle.
"""

from functools import lru_cache

from functions.car_move.model.sticker import Face, Layout
from functions.car_move.print import code, elder, standard
from functions.car_move.print.drawing import WHITE, Drawing, Picture, Shape, Stamp, rounded
from functions.car_move.print.lettering import stamped
from functions.car_move.print.places import FRAME, GREEN, HEIGHT, INK, MIDDLE, WIDTH
from functions.car_move.print.words import BRAND, SERIAL

CODE_SIDE, CODE_TOP = 58.4, 0.0
SPARE_SIDE, SPARE_TOP = 20.4, 108.8
SPARES = (0.8, WIDTH - 0.8 - SPARE_SIDE)
AROUND = {"standard": standard.draw, "elder": elder.draw}
SERIAL_LINE = {"standard": standard.SERIAL_LINE, "elder": elder.SERIAL_LINE}


def draw(face: Face, layout: Layout = "standard") -> Drawing:
    baseline, size = SERIAL_LINE[layout]
    serial = grouped(face.serial)
    parts = (
        Stamp(_blank(face.domain, face.hotline, layout), 0, 0),
        *_codes(face.link),
        *stamped(f"{SERIAL} {serial}", MIDDLE, baseline, size, "centre", INK),
    )
    return Drawing(parts, f"{BRAND} {serial}", WIDTH, HEIGHT)


def grouped(serial: str) -> str:
    """Four and four, as it is read aloud."""
    return f"{serial[:4]}-{serial[4:]}"


def _codes(link: str) -> tuple[Stamp, ...]:
    large = code.draw(link, MIDDLE - CODE_SIDE / 2, CODE_TOP, CODE_SIDE)
    small = code.draw(link, SPARES[0], SPARE_TOP, SPARE_SIDE, level="l")
    return large, small, Stamp(small.picture, SPARES[1], SPARE_TOP, small.scale)


@lru_cache(maxsize=8)
def _blank(domain: str, hotline: str, layout: Layout) -> Picture:
    """What all stickers of a place have in common."""
    edge = Shape(rounded(0, 0, WIDTH, HEIGHT, 5), GREEN)
    paper = Shape(rounded(FRAME, FRAME, WIDTH - 2 * FRAME, HEIGHT - 2 * FRAME, 5 - FRAME), WHITE)
    return Picture((edge, paper, *AROUND[layout](domain, hotline)))
