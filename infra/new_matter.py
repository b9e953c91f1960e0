"""``make new matter=street-stall title=占道摆摊``: a folder that passes all checks, to be made one's own line by line.

With ``kind=bespoke``, one that has doors and verbs of its own instead of a form, steps and rules.
"""

import re
import sys
from hashlib import sha256
from pathlib import Path
from string import Template

from chalicelib.definition import folder_of, lint
from infra import generate

BLANK = Path(__file__).parent / "blank_matter"
KINDS = ["ordinary", "bespoke"]
SLUG = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
SUFFIX = ".txt"
RIGHTS = Path("functions/data_sharing/acl.toml")


class CannotBegin(Exception):
    """One line that says why."""


def begin(slug: str, title: str, kind: str = "ordinary", root: Path = Path()) -> list[Path]:
    """Write the new matter; returns what was written. Of what is there, only the list of rights grows."""
    if not SLUG.fullmatch(slug):
        raise CannotBegin(f"a matter is named like street-stall, not {slug!r}")
    if not 2 <= len(title) <= 40:
        raise CannotBegin("a title has 2 to 40 characters: make new matter=street-stall title=占道摆摊")
    if kind not in KINDS:
        raise CannotBegin(f"a matter is {' or '.join(KINDS)}, not {kind!r}")
    name = slug.replace("-", "_")
    home, tests = root / "functions" / name, root / "tests" / "functions" / name
    if home.exists():
        raise CannotBegin(f"{home} is there already")
    words = {"slug": slug, "name": name, "title": title, "serial": serial(slug)}
    written = [write(kind, blank, home, tests, words) for blank in blanks(kind)]
    return [*written, *(grant(root, words) if kind == "ordinary" else ())]


def grant(root: Path, words: dict[str, str]) -> list[Path]:
    """The right to ask what its form has from a registry: one section more in data sharing's list."""
    rights = root / RIGHTS
    if not rights.exists():
        return []
    section = Template((BLANK / f"rights.toml{SUFFIX}").read_text(encoding="utf-8")).substitute(words)
    with rights.open("a", encoding="utf-8") as grown:
        grown.write(section)
    return [rights]


def serial(slug: str) -> str:
    """A base code (基本编码) to begin with: the province, 公共服务, and digits that no other new matter has."""
    return f"3421{int(sha256(slug.encode()).hexdigest(), 16) % 10**8:08}"


def blanks(kind: str) -> list[Path]:
    return sorted((BLANK / kind).rglob(f"*{SUFFIX}"))


def write(kind: str, blank: Path, home: Path, tests: Path, words: dict[str, str]) -> Path:
    path = blank.relative_to(BLANK / kind).with_suffix("")
    target = (tests if path.name.startswith("test_") else home) / path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(Template(blank.read_text(encoding="utf-8")).substitute(words), encoding="utf-8")
    return target


def main(arguments: list[str]) -> int:
    slug, title, kind = [*arguments, "", "", ""][:3]
    try:
        written = begin(slug, title or f"新事项 {slug}", kind or "ordinary")
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
