"""The sticker's words as usual: whom it calls, how, and which address is the real one."""

from functions.car_move.print import mark, words
from functions.car_move.print.arrows import pointing
from functions.car_move.print.drawing import WHITE, Shape, rectangle
from functions.car_move.print.lettering import fitting, line, width
from functions.car_move.print.places import BETWEEN, GREEN, INK, MIDDLE, QUIET, ROOM, WIDTH

SERIAL_LINE = (96.0, 5.4)


def draw(domain: str, hotline: str) -> tuple[Shape, ...]:
    return (*_call(), *_address(domain), *pointing(words.HERE, 117.3, 4.6), *_help(hotline), *_brand())


def _call() -> tuple[Shape, ...]:
    return (
        Shape(rectangle(0, 57.6, WIDTH, 25.9), GREEN),
        line(words.CALL, MIDDLE, 70.3, 12.4, "bold", "centre", WHITE),
        line(words.MASKED, MIDDLE, 79.6, 6.6, "bold", "centre", WHITE),
    )


def _address(domain: str) -> tuple[Shape, ...]:
    trust = f"{words.TRUST} {domain}"
    return (
        line(words.APPS, MIDDLE, 88.9, 3.4, "regular", "centre", QUIET),
        line(trust, MIDDLE, 102, fitting(trust, 3.9, ROOM, "bold"), "bold", "centre", GREEN),
        line(words.WARNING, MIDDLE, 106.7, fitting(words.WARNING, 3, ROOM), "regular", "centre", QUIET),
    )


def _help(hotline: str) -> tuple[Shape, ...]:
    call = words.HOTLINE.format(hotline=hotline)
    return (
        line(words.SPARE, MIDDLE, 112, 3.6, "regular", "centre", INK),
        line(call, MIDDLE, 122, fitting(call, 3, BETWEEN), "regular", "centre", INK),
    )


def _brand() -> tuple[Shape, ...]:
    side, gap, size = 4.2, 1.2, 3.2
    left = MIDDLE - (side + gap + width(words.BRAND, size, "bold")) / 2
    name = line(words.BRAND, left + side + gap, 127.5, size, "bold", fill=GREEN)
    return (*mark.draw(left, 124.2, side, GREEN, WHITE), name)
