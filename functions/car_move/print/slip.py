"""The strip below a sticker printed in advance: the PIN, and the way to activate it, for its owner alone."""

from functools import cache

from functions.car_move.model.batch import Ticket
from functions.car_move.print import code, words
from functions.car_move.print.drawing import Picture, Shape, Stamp, joined, rectangle
from functions.car_move.print.lettering import line, stamped
from functions.car_move.print.places import GREEN, INK, WIDTH
from functions.car_move.print.words import PIN, SERIAL

HEIGHT = 12.5
LEFT = HEIGHT + 0.5
HAIR, DASH = 0.15, 1.5


def draw(ticket: Ticket) -> Picture:
    pin = f"{PIN} {ticket.pin[:4]} {ticket.pin[4:]}"
    serial = f"{SERIAL} {ticket.serial[:4]}-{ticket.serial[4:]}"
    return Picture(
        (
            Stamp(_form(), 0, 0),
            code.draw(ticket.claim, 0, 0, HEIGHT, level="l"),
            *stamped(pin, LEFT, 5.6, 4.8, fill=INK),
            *stamped(serial, WIDTH - 2, 5.6, 3.2, "right", INK),
        )
    )


@cache
def _form() -> Picture:
    """The line to tear along, the edges, and what to do."""
    tear = (rectangle(DASH * 2 * n, 0.3, DASH, HAIR * 2) for n in range(int(WIDTH / DASH / 2)))
    sides = (rectangle(x, 0, HAIR, HEIGHT) for x in (0, WIDTH - HAIR))
    edges = joined((*tear, *sides, rectangle(0, HEIGHT - HAIR, WIDTH, HAIR)))
    return Picture((Shape(edges, INK), line(words.KEEP, LEFT, 10.7, 3.8, "bold", fill=GREEN)))
