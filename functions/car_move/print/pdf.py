"""A drawing as a one-page PDF of its exact size."""

import io
from typing import Any

from functions.car_move.print.drawing import Drawing, Shape

POINTS_PER_MM = 72 / 25.4


def render(drawing: Drawing) -> bytes:
    import pydyf

    pdf, content = pydyf.PDF(), pydyf.Stream(compress=True)
    content.set_matrix(POINTS_PER_MM, 0, 0, -POINTS_PER_MM, 0, drawing.height * POINTS_PER_MM)
    for shape in drawing.shapes:
        _paint(content, shape)
    pdf.add_object(content)
    size = [0, 0, drawing.width * POINTS_PER_MM, drawing.height * POINTS_PER_MM]
    page = {"Type": "/Page", "Parent": pdf.pages.reference, "MediaBox": pydyf.Array(size)}
    pdf.add_page(pydyf.Dictionary({**page, "Contents": content.reference}))
    pdf.info["Title"] = pydyf.String(drawing.title)
    output = io.BytesIO()
    pdf.write(output, version=b"1.7")
    return output.getvalue()


def _paint(content: Any, shape: Shape) -> None:
    draw = {"M": content.move_to, "L": content.line_to, "C": content.curve_to, "Z": content.close}
    content.set_color_rgb(*(int(shape.fill[i : i + 2], 16) / 255 for i in (1, 3, 5)))
    for letter, numbers in shape.outline:
        draw[letter](*(round(number, 3) for number in numbers))
    content.fill()
