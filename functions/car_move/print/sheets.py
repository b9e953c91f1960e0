"""Many stickers on A4, four to a page: with cut marks, or in advance each over a strip to tear off."""

from collections.abc import Iterable, Iterator
from itertools import count

from functions.car_move.model.batch import Ticket
from functions.car_move.model.sticker import Face, Layout
from functions.car_move.print import slip, sticker, words
from functions.car_move.print.drawing import Drawing, Picture, Shape, Stamp
from functions.car_move.print.lettering import line
from functions.car_move.print.places import HEIGHT as TALL
from functions.car_move.print.places import QUIET
from functions.car_move.print.places import WIDTH as WIDE
from functions.car_move.print.sheet import HEIGHT, WIDTH, marks

PER_SHEET = 4
COLUMNS = (10.0, WIDTH - 10.0 - WIDE)
ROWS = (12.0, HEIGHT - 12.0 - TALL)
ROWS_WITH_SLIPS = (6.0, HEIGHT - 6.0 - TALL - slip.HEIGHT)


def draw(faces: Iterable[Face], layout: Layout = "standard") -> list[Drawing]:
    """The stickers of vehicles."""
    cut = marks(0, 0, gap=1, length=3)
    foot = line(words.HOW, WIDTH / 2, HEIGHT - 5, 2.8, align="centre", fill=QUIET)
    cells = (Picture((cut, Stamp(sticker.draw(face, layout), 0, 0))) for face in faces)
    return list(_pages(cells, ROWS, foot))


def draw_blank(tickets: Iterable[Ticket], layout: Layout = "standard") -> list[Drawing]:
    """Stickers of no vehicle yet, each over the strip that its owner activates it with."""
    cells = (
        Picture((Stamp(sticker.draw(ticket, layout), 0, 0), Stamp(slip.draw(ticket), 0, TALL)))
        for ticket in tickets
    )
    return list(_pages(cells, ROWS_WITH_SLIPS))


def _pages(cells: Iterator[Picture], rows: tuple[float, float], *more: Shape) -> Iterator[Drawing]:
    places = [(x, y) for y in rows for x in COLUMNS]
    for number in count(1):
        stamps = tuple(Stamp(cell, x, y) for (x, y), cell in zip(places, cells, strict=False))
        if not stamps:
            return
        yield Drawing((*more, *stamps), f"{words.SHEET} {number}", WIDTH, HEIGHT)
