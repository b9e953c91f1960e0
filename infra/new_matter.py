"""``make new matter=street-stall title=占道摆摊``: a folder that passes all checks, to be made one's own line by line."""

import re
import sys
from pathlib import Path
from string import Template

from chalicelib.definition import folder_of, lint
from infra import generate

BLANK = Path(__file__).parent / "blank_matter"
SLUG = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
SUFFIX = ".txt"


class CannotBegin(Exception):
    """One line that says why."""


def begin(slug: str, title: str, root: Path = Path()) -> list[Path]:
    """Write the new matter and its test; returns what was written. Nothing that is there is touched."""
    if not SLUG.fullmatch(slug):
        raise CannotBegin(f"a matter is named like street-stall, not {slug!r}")
    if not 2 <= len(title) <= 40:
        raise CannotBegin("a title has 2 to 40 characters: make new matter=street-stall title=占道摆摊")
    name = slug.replace("-", "_")
    home, tests = root / "functions" / name, root / "tests" / "functions" / name
    if home.exists():
        raise CannotBegin(f"{home} is there already")
    return [write(blank, home, tests, {"slug": slug, "name": name, "title": title}) for blank in blanks()]


def blanks() -> list[Path]:
    return sorted(BLANK.rglob(f"*{SUFFIX}"))


def write(blank: Path, home: Path, tests: Path, words: dict[str, str]) -> Path:
    path = blank.relative_to(BLANK).with_suffix("")
    target = (tests if path.name.startswith("test_") else home) / path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(Template(blank.read_text(encoding="utf-8")).substitute(words), encoding="utf-8")
    return target


def main(arguments: list[str]) -> int:
    slug, title = [*arguments, "", ""][:2]
    try:
        written = begin(slug, title or f"新事项 {slug}")
    except CannotBegin as reason:
        print(reason, file=sys.stderr)
        return 1
    for complaint in lint.lint(folder_of(slug)):
        print(complaint, file=sys.stderr)
    for path in [*written, *generate.write(generate.everything())]:
        print(path)
    print("Next: docs/adding-a-matter.md")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
