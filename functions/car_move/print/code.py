"""The QR code: level H, so that a torn or dirty sticker still opens."""

from collections.abc import Iterator
from itertools import groupby

from functions.car_move.print.drawing import Outline, Shape, joined, moved, rectangle

QUIET_ZONE = 4


def draw(link: str, x: float, y: float, side: float) -> Shape:
    """The code in a square of ``side``, quiet zone included."""
    import segno

    matrix = segno.make_qr(link, error="h", boost_error=True).matrix
    module = side / (len(matrix) + 2 * QUIET_ZONE)
    return Shape(moved(joined(_runs(matrix)), x, y, module))


def _runs(matrix: tuple[bytearray, ...]) -> Iterator[Outline]:
    """One rectangle per run of dark modules; all are one path, so no seams show between them."""
    for row, modules in enumerate(matrix, QUIET_ZONE):
        column = QUIET_ZONE
        for dark, group in groupby(modules):
            length = len(list(group))
            if dark:
                yield rectangle(column, row, length, 1)
            column += length
