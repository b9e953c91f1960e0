"""Drawings as the pages of a PDF, in their exact sizes; what is stamped more than once is written once."""

import io
from collections.abc import Iterable
from typing import Any

from functions.car_move.print.drawing import Drawing, Picture, Shape, Stamp

POINTS_PER_MM = 72 / 25.4
EVERYWHERE = (-1e5, -1e5, 1e5, 1e5)


def render(*pages: Drawing) -> bytes:
    file = _File()
    for page in pages:
        file.add(page)
    return file.written(pages[0].title)


class _File:
    """A PDF in the making. Form XObjects: ISO 32000-1, 8.10."""

    def __init__(self) -> None:
        import pydyf

        self._pydyf: Any = pydyf
        self._pdf: Any = pydyf.PDF()
        self._forms: dict[Picture, Any] = {}

    def add(self, page: Drawing) -> None:
        content = self._pydyf.Stream(compress=True)
        content.set_matrix(POINTS_PER_MM, 0, 0, -POINTS_PER_MM, 0, page.height * POINTS_PER_MM)
        resources = self._paint(content, page)
        self._pdf.add_object(content)
        size = [0, 0, page.width * POINTS_PER_MM, page.height * POINTS_PER_MM]
        described = {
            "Type": "/Page",
            "Parent": self._pdf.pages.reference,
            "MediaBox": self._pydyf.Array(size),
        }
        described |= {"Contents": content.reference, "Resources": resources}
        self._pdf.add_page(self._pydyf.Dictionary(described))

    def written(self, title: str) -> bytes:
        self._pdf.info["Title"] = self._pydyf.String(title)
        output = io.BytesIO()
        self._pdf.write(output, version=b"1.7", compress=True)
        return output.getvalue()

    def _paint(self, content: Any, picture: Picture) -> Any:
        """Paint all parts; returns the resources they need."""
        used: dict[str, Any] = {}
        for part in picture.parts:
            if isinstance(part, Shape):
                _fill(content, part)
            else:
                self._stamp(content, part, used)
        return self._pydyf.Dictionary({"XObject": self._pydyf.Dictionary(used)} if used else {})

    def _stamp(self, content: Any, stamp: Stamp, used: dict[str, Any]) -> None:
        form = self._form(stamp.picture)
        name = f"F{form.number}"
        used[name] = form.reference
        content.push_state()
        content.set_matrix(*_short((stamp.scale, 0, 0, stamp.scale, stamp.x, stamp.y), 6))
        content.draw_x_object(name)
        content.pop_state()

    def _form(self, picture: Picture) -> Any:
        if picture not in self._forms:
            box = self._pydyf.Array(EVERYWHERE)
            form = self._pydyf.Stream(
                extra={"Type": "/XObject", "Subtype": "/Form", "BBox": box}, compress=True
            )
            form.extra["Resources"] = self._paint(form, picture)
            self._pdf.add_object(form)
            self._forms[picture] = form
        return self._forms[picture]


def _fill(content: Any, shape: Shape) -> None:
    draw = {"M": content.move_to, "L": content.line_to, "C": content.curve_to, "Z": content.close}
    draw["R"] = content.rectangle
    content.set_color_rgb(*(int(shape.fill[i : i + 2], 16) / 255 for i in (1, 3, 5)))
    for letter, numbers in shape.outline:
        draw[letter](*_short(numbers, 3))
    content.fill()


def _short(numbers: Iterable[float], digits: int) -> list[float]:
    return [round(number, digits) for number in numbers]
