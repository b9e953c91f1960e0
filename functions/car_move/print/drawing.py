"""A drawing: filled outlines in millimetres, y downwards. Whatever writes one needs nothing else."""

from collections.abc import Iterable
from dataclasses import dataclass

Segment = tuple[str, tuple[float, ...]]
Outline = tuple[Segment, ...]
BLACK, WHITE = "#000000", "#ffffff"
ROUND = 0.5523


@dataclass(frozen=True)
class Shape:
    """Segments are M, L, C and Z with absolute coordinates, and R, a rectangle (x, y, width, height); non-zero winding."""

    outline: Outline
    fill: str = BLACK


@dataclass(frozen=True, eq=False)
class Picture:
    """Parts in the order they are painted; where it is stamped many times, a PDF holds it once."""

    parts: "tuple[Shape | Stamp, ...]"

    @property
    def shapes(self) -> tuple[Shape, ...]:
        """Everything as plain outlines, for writers that know no stamps."""
        return tuple(shape for part in self.parts for shape in _shapes(part))


@dataclass(frozen=True)
class Stamp:
    """A picture, scaled, with its origin at ``x`` and ``y``."""

    picture: Picture
    x: float
    y: float
    scale: float = 1.0


@dataclass(frozen=True, eq=False)
class Drawing(Picture):
    title: str
    width: float
    height: float


def _shapes(part: Shape | Stamp) -> tuple[Shape, ...]:
    if isinstance(part, Shape):
        return (part,)
    return tuple(
        Shape(moved(shape.outline, part.x, part.y, part.scale), shape.fill) for shape in part.picture.shapes
    )


def moved(outline: Outline, dx: float, dy: float, scale: float = 1.0, rise: float = 1.0) -> Outline:
    """Scaled, then shifted; ``rise`` -1 turns an outline whose y points upwards."""
    return tuple(
        (letter, _resized(numbers, dx, dy, scale) if letter == "R" else _moved(numbers, dx, dy, scale, rise))
        for letter, numbers in outline
    )


def _moved(numbers: tuple[float, ...], dx: float, dy: float, scale: float, rise: float) -> tuple[float, ...]:
    return tuple(
        n * scale * rise + dy if odd else n * scale + dx
        for n, odd in zip(numbers, [False, True] * len(numbers), strict=False)
    )


def _resized(numbers: tuple[float, ...], dx: float, dy: float, scale: float) -> tuple[float, ...]:
    x, y, width, height = numbers
    return x * scale + dx, y * scale + dy, width * scale, height * scale


def joined(outlines: Iterable[Outline]) -> Outline:
    return tuple(segment for outline in outlines for segment in outline)


def rectangle(x: float, y: float, width: float, height: float) -> Outline:
    return (("R", (x, y, width, height)),)


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
