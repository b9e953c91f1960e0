"""Text as outlines, for places without fonts: Lambda, and every printer."""

import json
import re
from functools import cache
from pathlib import Path
from typing import Literal

from functions.car_move.print.drawing import BLACK, Outline, Picture, Shape, Stamp, joined, moved

Weight = Literal["regular", "bold"]
Align = Literal["left", "centre", "right"]
SHIFT: dict[Align, float] = {"left": 0.0, "centre": 0.5, "right": 1.0}
EM = 1000
STROKE = re.compile(r"([MLCZ])([-0-9. ]*)")


def line(
    text: str,
    x: float,
    y: float,
    size: float,
    weight: Weight = "regular",
    align: Align = "left",
    fill: str = BLACK,
) -> Shape:
    """One line of text: ``x`` at its ``align``, ``y`` at its baseline, ``size`` the em in millimetres."""
    pen, scale, placed = x - width(text, size, weight) * SHIFT[align], size / EM, []
    for sign in text:
        advance, outline = _glyph(sign, weight)
        placed.append(moved(outline, pen, y, scale, rise=-1.0))
        pen += advance * scale
    return Shape(joined(placed), fill)


def stamped(
    text: str, x: float, y: float, size: float, align: Align = "left", fill: str = BLACK
) -> tuple[Stamp, ...]:
    """One bold line of signs that come again and again: numbers."""
    pen, stamps = x - width(text, size, "bold") * SHIFT[align], []
    for sign in text:
        stamps.append(Stamp(_picture(sign, fill), pen, y, size / EM))
        pen += _glyph(sign, "bold")[0] * size / EM
    return tuple(stamps)


def width(text: str, size: float, weight: Weight = "regular") -> float:
    return sum(_glyph(sign, weight)[0] for sign in text) * size / EM


def fitting(text: str, size: float, room: float, weight: Weight = "regular") -> float:
    """The size, or the smaller one at which ``text`` fits the room."""
    return min(size, size * room / width(text, size, weight))


@cache
def _picture(sign: str, fill: str) -> Picture:
    return Picture((Shape(moved(_glyph(sign, "bold")[1], 0, 0, rise=-1.0), fill),))


@cache
def _glyph(sign: str, weight: Weight) -> tuple[float, Outline]:
    advance, path = _glyphs()[weight][sign]
    return advance, tuple((letter, tuple(map(float, rest.split()))) for letter, rest in STROKE.findall(path))


@cache
def _glyphs() -> dict[str, dict[str, tuple[float, str]]]:
    glyphs: dict[str, dict[str, tuple[float, str]]] = json.loads(
        Path(__file__).with_name("glyphs.json").read_text(encoding="utf-8")
    )
    return glyphs
