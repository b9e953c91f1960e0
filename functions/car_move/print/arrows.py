"""Words that point to the small codes on both sides."""

from functions.car_move.print.drawing import Outline, Shape
from functions.car_move.print.lettering import line, width
from functions.car_move.print.places import GREEN, MIDDLE


def pointing(text: str, baseline: float, size: float) -> tuple[Shape, ...]:
    words = line(text, MIDDLE, baseline, size, "bold", "centre", GREEN)
    reach, height, middle = width(text, size, "bold") / 2 + size * 0.4, size * 0.42, baseline - size * 0.36
    heads = (_head(MIDDLE + side * reach, middle, side * size * 0.75, height) for side in (-1, 1))
    return (words, *(Shape(head, GREEN) for head in heads))


def _head(x: float, y: float, length: float, height: float) -> Outline:
    """A triangle from its base at ``x``."""
    return (("M", (x, y - height)), ("L", (x + length, y)), ("L", (x, y + height)), ("Z", ()))
