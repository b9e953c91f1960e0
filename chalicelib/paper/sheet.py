"""One A4 page: lines of text, rules and a QR code; millimetres from the top left corner.

Text is text, not outlines: it can be searched, copied and read aloud. Its font is one that every PDF reader brings along
for Adobe-GB1 (ISO 32000-1, 9.7.5.2: STSong-Light with the predefined CMap UniGB-UTF16-H), so no font is shipped.
"""

import io
from itertools import groupby
from typing import Any, Literal

from chalicelib.paper.lines import width, wrapped

WIDTH, HEIGHT = 210.0, 297.0
POINTS_PER_MM = 72 / 25.4
LEADING = 1.6  # of a paragraph's lines
QUIET_ZONE = 4
LATIN = "[1 [" + " ".join(["500"] * 95) + "]]"  # the widths of Adobe-GB1's CIDs 1 to 95
Align = Literal["left", "centre", "right"]
Colour = tuple[float, float, float]
BLACK, GREY, RED, GREEN = (0.1, 0.1, 0.1), (0.42, 0.42, 0.42), (0.76, 0.05, 0.1), (0.02, 0.5, 0.24)


class Sheet:
    """Draw, then ask for its ``bytes``. ``title`` is what a reader shows in its window, ``made`` (PDF date) when."""

    def __init__(self, title: str) -> None:
        import pydyf

        self._pydyf: Any = pydyf
        self._title = title
        self._content: Any = pydyf.Stream(compress=True)
        self._content.set_matrix(POINTS_PER_MM, 0, 0, POINTS_PER_MM, 0, 0)

    def line(
        self, text: str, x: float, y: float, size: float, align: Align = "left", colour: Colour = BLACK
    ) -> None:
        """``x`` at its ``align``, ``y`` at its baseline, ``size`` the em."""
        start = x - width(text, size) * {"left": 0.0, "centre": 0.5, "right": 1.0}[align]
        self._content.begin_text()
        self._content.set_color_rgb(*colour)
        self._content.set_font_size("F1", size)
        self._content.set_text_matrix(1, 0, 0, 1, round(start, 3), round(HEIGHT - y, 3))
        self._content.show_text(f"<{text.encode('utf-16-be').hex()}>")
        self._content.end_text()

    def paragraph(
        self, text: str, x: float, y: float, size: float, room: float, colour: Colour = BLACK
    ) -> float:
        """Lines no wider than ``room``; returns where the next baseline may be."""
        for line in wrapped(text, size, room):
            self.line(line, x, y, size, colour=colour)
            y += size * LEADING
        return y

    def rule(self, x: float, y: float, length: float, thick: float = 0.3, colour: Colour = GREY) -> None:
        self._box(x, y, length, thick, colour)

    def frame(self, x: float, y: float, wide: float, high: float, thick: float, colour: Colour) -> None:
        for left, top, w, h in [
            (x, y, wide, thick),
            (x, y + high - thick, wide, thick),
            (x, y, thick, high),
            (x + wide - thick, y, thick, high),
        ]:
            self._box(left, top, w, h, colour)

    def code(self, link: str, x: float, y: float, side: float) -> None:
        """A QR code of ``link`` in a square of ``side``, its quiet zone included (ISO/IEC 18004)."""
        import segno

        matrix = segno.make_qr(link, error="m").matrix
        module = side / (len(matrix) + 2 * QUIET_ZONE)
        for row, modules in enumerate(matrix, QUIET_ZONE):
            column = QUIET_ZONE
            for dark, group in groupby(modules):
                length = len(list(group))
                if dark:
                    self._rectangle(x + column * module, y + row * module, length * module, module)
                column += length
        self._content.set_color_rgb(0, 0, 0)
        self._content.fill()

    def bytes(self) -> bytes:
        pdf = self._pydyf.PDF()
        pdf.add_object(self._content)
        font = self._font(pdf)
        pdf.add_page(
            self._pydyf.Dictionary(
                {
                    "Type": "/Page",
                    "Parent": pdf.pages.reference,
                    "MediaBox": self._pydyf.Array([0, 0, WIDTH * POINTS_PER_MM, HEIGHT * POINTS_PER_MM]),
                    "Contents": self._content.reference,
                    "Resources": self._pydyf.Dictionary(
                        {"Font": self._pydyf.Dictionary({"F1": font.reference})}
                    ),
                }
            )
        )
        pdf.catalog["Lang"] = self._pydyf.String("zh-CN")
        pdf.info["Title"] = self._pydyf.String(self._title)
        output = io.BytesIO()
        pdf.write(output, version=b"1.7", compress=True)
        return output.getvalue()

    def _font(self, pdf: Any) -> Any:
        descriptor = self._object(
            pdf,
            {
                "Type": "/FontDescriptor",
                "FontName": "/STSong-Light",
                "Flags": 6,
                "FontBBox": "[-25 -254 1000 880]",
                "ItalicAngle": 0,
                "Ascent": 880,
                "Descent": -120,
                "CapHeight": 880,
                "StemV": 93,
            },
        )
        system = "<< /Registry (Adobe) /Ordering (GB1) /Supplement 4 >>"
        descendant = self._object(
            pdf,
            {
                "Type": "/Font",
                "Subtype": "/CIDFontType0",
                "BaseFont": "/STSong-Light",
                "CIDSystemInfo": system,
                "FontDescriptor": descriptor.reference,
                "DW": 1000,
                "W": LATIN,
            },
        )
        return self._object(
            pdf,
            {
                "Type": "/Font",
                "Subtype": "/Type0",
                "BaseFont": "/STSong-Light-UniGB-UTF16-H",
                "Encoding": "/UniGB-UTF16-H",
                "DescendantFonts": self._pydyf.Array([descendant.reference]),
            },
        )

    def _object(self, pdf: Any, described: dict[str, Any]) -> Any:
        made = self._pydyf.Dictionary(described)
        pdf.add_object(made)
        return made

    def _box(self, x: float, y: float, wide: float, high: float, colour: Colour) -> None:
        self._content.set_color_rgb(*colour)
        self._rectangle(x, y, wide, high)
        self._content.fill()

    def _rectangle(self, x: float, y: float, wide: float, high: float) -> None:
        self._content.rectangle(*(round(it, 3) for it in (x, HEIGHT - y - high, wide, high)))
