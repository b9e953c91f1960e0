"""A drawing as PNG, for chat windows and print shops."""

from functions.car_move.print import svg
from functions.car_move.print.drawing import Drawing

DOTS_PER_MM = 300 / 25.4


def render(drawing: Drawing, dots_per_mm: float = DOTS_PER_MM) -> bytes:
    import resvg_py

    png: bytes = resvg_py.svg_to_bytes(
        svg_string=svg.render(drawing).decode(),
        dpi=96,
        width=round(drawing.width * dots_per_mm),
        skip_system_fonts=True,
    )
    return png
