"""The page to print at home: A4, one sticker, cut marks and what to do with them."""

from functions.car_move.model.sticker import Face, Layout
from functions.car_move.print import sticker, words
from functions.car_move.print.drawing import Drawing, Shape, Stamp, joined, rectangle
from functions.car_move.print.lettering import line
from functions.car_move.print.places import HEIGHT as TALL
from functions.car_move.print.places import WIDTH as WIDE

WIDTH, HEIGHT = 210.0, 297.0
LEFT, TOP = (WIDTH - WIDE) / 2, 40.0
RIGHT, BOTTOM = LEFT + WIDE, TOP + TALL
HAIR = 0.2


def draw(face: Face, layout: Layout = "standard") -> Drawing:
    placed = Stamp(sticker.draw(face, layout), LEFT, TOP)
    title = f"{words.SHEET} {sticker.grouped(face.serial)}"
    return Drawing((*_steps(), marks(LEFT, TOP, gap=2, length=6), placed), title, WIDTH, HEIGHT)


def marks(left: float, top: float, gap: float, length: float) -> Shape:
    """Two hairlines outside each corner of a sticker."""
    right, bottom = left + WIDE, top + TALL
    across = [
        rectangle(x, y - HAIR / 2, length, HAIR)
        for x in (left - gap - length, right + gap)
        for y in (top, bottom)
    ]
    down = [
        rectangle(x - HAIR / 2, y, HAIR, length)
        for x in (left, right)
        for y in (top - gap - length, bottom + gap)
    ]
    return Shape(joined(across + down))


def _steps() -> tuple[Shape, ...]:
    title = line(words.SHEET, WIDTH / 2, 26, 7, "bold", "centre")
    steps = (
        line(f"{number}. {step}", LEFT - 10, BOTTOM + 22 + 9 * number, 4.6)
        for number, step in enumerate(words.STEPS, 1)
    )
    return (title, *steps)
