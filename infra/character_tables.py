"""``python -m infra.character_tables [--check]``: the two small tables by which search folds what people type.

Traditional → Simplified character by character, and the sound of each common character without its tone. Made from
OpenCC and pypinyin, which are development tools only: at run time they would cost 160 ms and 65 MB.
"""

import sys
from collections import defaultdict
from pathlib import Path

DATA = Path("functions/search/data")
IDEOGRAPHS = range(0x4E00, 0xA000)
READINGS = 2  # of a character with several, the commonest; the rarest only add noise


def simplified() -> str:
    """Two lines: the Traditional characters, and below each its Simplified one."""
    import opencc

    convert = opencc.OpenCC("t2s").convert
    pairs = [(chr(code), convert(chr(code))) for code in IDEOGRAPHS]
    kept = [(old, new) for old, new in pairs if old != new and len(new) == 1 and ord(new) in IDEOGRAPHS]
    return "".join(old for old, _ in kept) + "\n" + "".join(new for _, new in kept) + "\n"


def sounds() -> str:
    """A line for each syllable: the syllable, a space, and the characters of GB 2312 that are read so."""
    from pypinyin import Style, pinyin

    read: defaultdict[str, list[str]] = defaultdict(list)
    for character in filter(_is_common, map(chr, IDEOGRAPHS)):
        readings = pinyin(character, style=Style.NORMAL, heteronym=True)[0]
        for syllable in dict.fromkeys(readings[:READINGS]):
            read[syllable.replace("ü", "v")].append(character)
    return "".join(
        f"{syllable} {''.join(read[syllable])}\n" for syllable in sorted(read) if syllable.isalpha()
    )


def _is_common(character: str) -> bool:
    try:
        return len(character.encode("gb2312")) == 2
    except UnicodeEncodeError:
        return False


def tables() -> dict[Path, str]:
    return {DATA / "simplified.txt": simplified(), DATA / "sounds.txt": sounds()}


def stale() -> list[Path]:
    return [path for path, text in tables().items() if not path.exists() or path.read_text("utf-8") != text]


def main(arguments: list[str]) -> int:
    if arguments == ["--check"]:
        for path in (differing := stale()):
            print(f"{path} is stale: python -m infra.character_tables")
        return 1 if differing else 0
    for path, text in tables().items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
