"""The page to print at home: A4, one sticker, cut marks and what to do with them."""

from functions.car_move.model.sticker import Face
from functions.car_move.print import sticker, words
from functions.car_move.print.drawing import Drawing, Outline, Shape, joined, rectangle
from functions.car_move.print.lettering import line

WIDTH, HEIGHT = 210.0, 297.0
LEFT, TOP = (WIDTH - sticker.WIDTH) / 2, 40.0
RIGHT, BOTTOM = LEFT + sticker.WIDTH, TOP + sticker.HEIGHT
MARK, GAP, HAIR = 6.0, 2.0, 0.2


def draw(face: Face) -> Drawing:
    marks = Shape(joined(_marks()))
    return Drawing(
        f"{words.SHEET} {sticker.grouped(face.serial)}",
        WIDTH,
        HEIGHT,
        (*_steps(), marks, *sticker.draw(face).placed(LEFT, TOP)),
    )


def _marks() -> list[Outline]:
    """Two hairlines outside each corner."""
    across = [
        rectangle(x, y - HAIR / 2, MARK, HAIR)
        for x in (LEFT - GAP - MARK, RIGHT + GAP)
        for y in (TOP, BOTTOM)
    ]
    down = [
        rectangle(x - HAIR / 2, y, HAIR, MARK)
        for x in (LEFT, RIGHT)
        for y in (TOP - GAP - MARK, BOTTOM + GAP)
    ]
    return across + down


def _steps() -> tuple[Shape, ...]:
    title = line(words.SHEET, WIDTH / 2, 26, 7, "bold", "centre")
    steps = (
        line(f"{number}. {step}", LEFT - 10, BOTTOM + 22 + 9 * number, 4.6)
        for number, step in enumerate(words.STEPS, 1)
    )
    return (title, *steps)
