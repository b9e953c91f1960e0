"""A quarter of the sticker is hidden, whatever its place and shape: one of the codes is still read."""

import math
from collections.abc import Iterator

import pytest
from PIL import Image, ImageDraw

from functions.car_move.print import places, sticker
from tests.functions.car_move.camera import LAYOUTS, LINK, photograph, seen, texts

WIDTH, HEIGHT = places.WIDTH, places.HEIGHT
QUARTER = WIDTH * HEIGHT / 4
ROUND = [math.radians(angle) for angle in range(0, 360, 10)]
Polygon = list[tuple[float, float]]


def rectangles() -> Iterator[Polygon]:
    """A quarter of the sticker, from upright bands over squares to level bands, everywhere on it."""
    for width in (22.5, 26, 30, 35, 40, 45, 50, 52, 54.1, 56, 60, 65, 75, 90):
        height = QUARTER / width
        for x in (step * (WIDTH - width) / 8 for step in range(9)):
            for y in (step * (HEIGHT - height) / 8 for step in range(9)):
                yield [(x, y), (x + width, y), (x + width, y + height), (x, y + height)]


def circles() -> Iterator[Polygon]:
    radius = math.sqrt(QUARTER / math.pi)
    for x in (step * WIDTH / 8 for step in range(9)):
        for y in (step * HEIGHT / 8 for step in range(9)):
            yield [(x + radius * math.cos(angle), y + radius * math.sin(angle)) for angle in ROUND]


def folded_corners() -> Iterator[Polygon]:
    for x in (0, WIDTH):
        for y in (0, HEIGHT):
            for slope in (0.7, 1, 1.4):
                along = math.sqrt(2 * QUARTER * slope)
                yield [(x, y), (abs(x - along), y), (x, abs(y - 2 * QUARTER / along))]


def strips() -> Iterator[Polygon]:
    """Straight across the whole sticker, at any angle. Where one is cut short by a corner, it is wider."""
    for angle in (math.radians(degrees) for degrees in range(0, 180, 10)):
        for off in range(-54, 55, 9):
            yield max((strip(angle, off, width) for width in (18.5, 20, 22.5, 26, 31)), key=within_a_quarter)


def strip(angle: float, off: float, width: float) -> Polygon:
    cos, sin = math.cos(angle), math.sin(angle)
    x, y = WIDTH / 2 - sin * off, HEIGHT / 2 + cos * off
    ends = ((-200, -1), (200, -1), (200, 1), (-200, 1))
    return [(x + cos * far - sin * w * width / 2, y + sin * far + cos * w * width / 2) for far, w in ends]


def within_a_quarter(polygon: Polygon) -> float:
    """The area it hides, or nothing where that is more than a quarter."""
    hidden = Image.new("L", (int(WIDTH), int(HEIGHT)))
    ImageDraw.Draw(hidden).polygon(polygon, fill=255)
    area = hidden.histogram()[255]
    return area if area <= QUARTER * 1.01 else 0.0


def holes_in_the_code() -> Iterator[Polygon]:
    """A quarter of the large code, anywhere on it: a square, and bands both ways."""
    size, left = sticker.CODE_SIDE, sticker.MIDDLE - sticker.CODE_SIDE / 2
    for width in (size / 4, size / 2, size):
        height = size * size / 4 / width
        for x in (left + step * (size - width) / 4 for step in range(5)):
            for y in (sticker.CODE_TOP + step * (size - height) / 4 for step in range(5)):
                yield [(x, y), (x + width, y), (x + width, y + height), (x, y + height)]


@pytest.mark.parametrize("paint", ["#6b4f3a", "white"])
@pytest.mark.parametrize("hide", [rectangles, circles, folded_corners, strips, holes_in_the_code])
@pytest.mark.parametrize("layout", LAYOUTS)
def test_it_is_read_with_any_quarter_of_it_hidden(layout, hide, paint):
    """One of the three codes is always left; the small ones are read from closer by."""
    photo, edge = seen(photograph(layout=layout), width=810), 810 / 6
    unread = []
    for polygon in hide():
        covered = photo.copy()
        scaled = [(edge + x * 6, edge / WIDTH * HEIGHT + y * 6) for x, y in polygon]
        ImageDraw.Draw(covered).polygon(scaled, fill=paint)
        if texts(covered) != {LINK}:
            unread.append(polygon)

    assert unread == []
