"""Cut the outlines in glyphs.json from Noto Sans CJK SC: ``python -m functions.car_move.print.engrave``.

For developers (Debian: fonts-noto-cjk). With ``--check`` it writes nothing and fails when the file is stale.
"""

import json
import sys
from pathlib import Path
from typing import Any

from functions.car_move.print.words import characters

FONTS = {
    weight: Path(f"/usr/share/fonts/opentype/noto/NotoSansCJK-{weight.title()}.ttc")
    for weight in ("regular", "bold")
}
FACE = "Noto Sans CJK SC"
LICENCE = (
    "(c) 2014-2021 Adobe (http://www.adobe.com/). Outlines of Noto Sans CJK SC 2.004, licensed under the "
    "SIL Open Font License, Version 1.1 (https://openfontlicense.org)."
)
OUTLINES = Path(__file__).with_name("glyphs.json")
LETTERS = {"moveTo": "M", "lineTo": "L", "curveTo": "C", "closePath": "Z"}


def is_installed() -> bool:
    return all(path.exists() for path in FONTS.values())


def engrave() -> str:
    """The text of glyphs.json: weight → character → [advance, path], in units of 1/1000 em."""
    cut = {weight: _cut(path) for weight, path in FONTS.items()}
    lines = [f' "licence": {json.dumps(LICENCE)}']
    for weight, glyphs in cut.items():
        rows = ",\n".join(f"  {json.dumps(sign)}: {json.dumps(glyph)}" for sign, glyph in glyphs.items())
        lines.append(f' "{weight}": {{\n{rows}\n }}')
    return "{\n" + ",\n".join(lines) + "\n}\n"


def _cut(path: Path) -> dict[str, tuple[int, str]]:
    from fontTools.ttLib import TTCollection  # type: ignore[import-untyped]

    with TTCollection(path, lazy=True) as fonts:
        [font] = [f for f in fonts if f["name"].getDebugName(1).startswith(FACE)]
        names, glyphs = font.getBestCmap(), font.getGlyphSet()
        return {sign: _outline(glyphs, glyphs[names[ord(sign)]]) for sign in characters()}


def _outline(glyphs: Any, glyph: Any) -> tuple[int, str]:
    from fontTools.pens.recordingPen import DecomposingRecordingPen  # type: ignore[import-untyped]

    pen = DecomposingRecordingPen(glyphs)
    glyph.draw(pen)
    strokes = (LETTERS[name] + " ".join(f"{x:g} {y:g}" for x, y in points) for name, points in pen.value)
    return round(glyph.width), "".join(strokes)


def main(arguments: list[str]) -> int:
    text = engrave()
    if "--check" in arguments:
        return 0 if OUTLINES.read_text(encoding="utf-8") == text else 1
    OUTLINES.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
