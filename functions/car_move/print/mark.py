"""The mark of 通办, as at the head of every page: a tick on a rounded square."""

from functions.car_move.print.drawing import Outline, Shape, moved, rounded

SIDE = 32.0
TICK: Outline = (
    ("M", (7.73, 18.27)),
    ("L", (14.12, 24.67)),
    ("L", (25.38, 11.15)),
    ("L", (22.62, 8.85)),
    ("L", (13.88, 19.33)),
    ("L", (10.27, 15.73)),
    ("Z", ()),
)


def draw(x: float, y: float, side: float, ground: str, tick: str) -> tuple[Shape, Shape]:
    """``x`` and ``y`` are its upper left corner."""
    scale = side / SIDE
    square = rounded(0, 0, SIDE, SIDE, 9)
    return Shape(moved(square, x, y, scale), ground), Shape(moved(TICK, x, y, scale), tick)
