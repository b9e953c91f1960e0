"""The QR code, twice: large at level H, so that a dirty one still opens, and small with the largest modules."""

from collections.abc import Iterator
from itertools import groupby

from functions.car_move.print.drawing import Outline, Picture, Shape, Stamp, joined, rectangle

QUIET_ZONE = 4


def draw(link: str, x: float, y: float, side: float, level: str = "h") -> Stamp:
    """The code in a square of ``side``, quiet zone included; of at least ``level``, of the same size a higher one.

    Its outlines are counted in modules: whole numbers, which a PDF packs well.
    """
    import segno

    matrix = segno.make_qr(link, error=level, boost_error=True).matrix
    return Stamp(Picture((Shape(joined(_runs(matrix))),)), x, y, side / (len(matrix) + 2 * QUIET_ZONE))


def _runs(matrix: tuple[bytearray, ...]) -> Iterator[Outline]:
    """One rectangle per run of dark modules; all are one path, so no seams show between them."""
    for row, modules in enumerate(matrix, QUIET_ZONE):
        column = QUIET_ZONE
        for dark, group in groupby(modules):
            length = len(list(group))
            if dark:
                yield rectangle(column, row, length, 1)
            column += length
