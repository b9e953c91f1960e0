"""A drawing: filled outlines in millimetres, y downwards. Whatever writes one needs nothing else."""

from collections.abc import Iterable
from dataclasses import dataclass

Segment = tuple[str, tuple[float, ...]]
Outline = tuple[Segment, ...]
BLACK, WHITE = "#000000", "#ffffff"
ROUND = 0.5523


@dataclass(frozen=True)
class Shape:
    """Segments are M, L, C and Z with absolute coordinates; non-zero winding."""

    outline: Outline
    fill: str = BLACK


@dataclass(frozen=True)
class Drawing:
    title: str
    width: float
    height: float
    shapes: tuple[Shape, ...]

    def placed(self, dx: float, dy: float) -> tuple[Shape, ...]:
        """The shapes, to be laid into a larger drawing."""
        return tuple(Shape(moved(shape.outline, dx, dy), shape.fill) for shape in self.shapes)


def moved(outline: Outline, dx: float, dy: float, scale: float = 1.0, rise: float = 1.0) -> Outline:
    """Scaled, then shifted; ``rise`` -1 turns an outline whose y points upwards."""
    return tuple((letter, _moved(numbers, dx, dy, scale, rise)) for letter, numbers in outline)


def _moved(numbers: tuple[float, ...], dx: float, dy: float, scale: float, rise: float) -> tuple[float, ...]:
    return tuple(
        n * scale * rise + dy if odd else n * scale + dx
        for n, odd in zip(numbers, [False, True] * len(numbers), strict=False)
    )


def joined(outlines: Iterable[Outline]) -> Outline:
    return tuple(segment for outline in outlines for segment in outline)


def rectangle(x: float, y: float, width: float, height: float) -> Outline:
    right, bottom = x + width, y + height
    return (
        ("M", (x, y)),
        ("L", (right, y)),
        ("L", (right, bottom)),
        ("L", (x, bottom)),
        ("Z", ()),
    )


def rounded(x: float, y: float, width: float, height: float, radius: float) -> Outline:
    """A rectangle with quarter circles for corners."""
    right, bottom, near = x + width, y + height, radius * (1 - ROUND)
    return (
        ("M", (x + radius, y)),
        ("L", (right - radius, y)),
        ("C", (right - near, y, right, y + near, right, y + radius)),
        ("L", (right, bottom - radius)),
        ("C", (right, bottom - near, right - near, bottom, right - radius, bottom)),
        ("L", (x + radius, bottom)),
        ("C", (x + near, bottom, x, bottom - near, x, bottom - radius)),
        ("L", (x, y + radius)),
        ("C", (x, y + near, x + near, y, x + radius, y)),
        ("Z", ()),
    )
