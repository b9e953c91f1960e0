"""The sticker's words for people who read large type: few, and as large as they go."""

from functions.car_move.print import words
from functions.car_move.print.arrows import pointing
from functions.car_move.print.drawing import WHITE, Shape, rectangle
from functions.car_move.print.lettering import fitting, line
from functions.car_move.print.places import BETWEEN, GREEN, INK, MIDDLE, ROOM, WIDTH

SERIAL_LINE = (106.9, 5.6)


def draw(domain: str, hotline: str) -> tuple[Shape, ...]:
    return (*_call(), *_address(domain), *_help(hotline))


def _call() -> tuple[Shape, ...]:
    return (
        Shape(rectangle(0, 57.6, WIDTH, 28.4), GREEN),
        line(words.ELDER_CALL, MIDDLE, 72.3, 16, "bold", "centre", WHITE),
        line(words.ELDER_MASKED, MIDDLE, 82.9, 8.2, "bold", "centre", WHITE),
    )


def _address(domain: str) -> tuple[Shape, ...]:
    return (
        line(words.ELDER_TRUST, MIDDLE, 93.6, 6.2, "bold", "centre", INK),
        line(domain, MIDDLE, 100.2, fitting(domain, 6.2, ROOM, "bold"), "bold", "centre", GREEN),
    )


def _help(hotline: str) -> tuple[Shape, ...]:
    call = words.ELDER_HOTLINE.format(hotline=hotline)
    return (
        line(words.ELDER_SPARE, MIDDLE, 114.2, 4.8, "bold", "centre", INK),
        *pointing(words.ELDER_HERE, 120.2, 5),
        line(call, MIDDLE, 126.7, fitting(call, 5.2, BETWEEN, "bold"), "bold", "centre", INK),
    )
