"""Look through a matter's folder, and say all that is wrong with it at once, each with its line.

Run by tests, ``make check``, ``make new`` and every deployment; never by a Lambda function, which trusts them.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from chalicelib.definition import module_of
from chalicelib.definition.folder import definition_of
from chalicelib.definition.lint import codes, computing, overriding, references, timing
from chalicelib.definition.lint.found import Found
from chalicelib.definition.lint.lines import line_of
from chalicelib.definition.matter import Definition
from chalicelib.definition.ordinary import Ordinary
from chalicelib.definition.overlay import Overlay

MATTER = "matter.toml"


@dataclass(frozen=True)
class Complaint:
    """``matter.toml:12: …``. A warning stops nobody: real catalogues have such exceptions."""

    file: str
    line: int
    says: str
    is_warning: bool = False

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {'warning: ' if self.is_warning else ''}{self.says}"


def lint(folder: Path) -> list[Complaint]:
    """Of a bespoke matter the schema alone; of an ordinary one also whether everything in it leads somewhere."""
    read = _read(folder / MATTER)
    if isinstance(read, list):
        return read
    if not isinstance(read, Ordinary):
        return []
    known, complaints = _overlays(folder)
    found = [*_about(read, folder), *((MATTER, it) for it in timing.in_areas(read, known.values()))]
    for file, overlay in known.items():
        found += [(file, it) for it in overriding.found(read, overlay, Path(file).stem)]
    return sorted([*complaints, *_located(folder, found)], key=lambda it: (it.file, it.line))


def errors(folder: Path) -> list[Complaint]:
    return [complaint for complaint in lint(folder) if not complaint.is_warning]


def _about(matter: Ordinary, folder: Path) -> Iterator[tuple[str, Found]]:
    rules = module_of(folder.name, "rules") if (folder / "rules.py").exists() else None
    for check in (references.found, codes.found, timing.found):
        yield from ((MATTER, it) for it in check(matter))
    yield from ((MATTER, it) for it in computing.found(matter, rules))


def _located(folder: Path, found: Iterable[tuple[str, Found]]) -> list[Complaint]:
    texts = {file: (folder / file).read_text(encoding="utf-8") for file in {file for file, _ in found}}
    return [Complaint(file, line_of(texts[file], it.path), it.says, it.is_warning) for file, it in found]


def _read(path: Path) -> Definition | list[Complaint]:
    try:
        return definition_of(path.parent)
    except (tomllib.TOMLDecodeError, ValidationError) as error:
        return _unreadable(path, MATTER, error)


def _overlays(folder: Path) -> tuple[dict[str, Overlay], list[Complaint]]:
    known, complaints = {}, []
    for path in sorted(folder.glob("areas/*.toml")):
        file = path.relative_to(folder).as_posix()
        try:
            known[file] = Overlay.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
        except (tomllib.TOMLDecodeError, ValidationError) as error:
            complaints += _unreadable(path, file, error)
    return known, complaints


def _unreadable(path: Path, file: str, error: Exception) -> list[Complaint]:
    if isinstance(error, ValidationError):
        text = path.read_text(encoding="utf-8")
        return [
            Complaint(file, line_of(text, it["loc"]), f"{_dotted(it['loc'])}: {it['msg']}")
            for it in error.errors(include_url=False, include_input=False)
        ]
    line = re.search(r"line (\d+)", str(error))
    return [Complaint(file, int(line[1]) if line else 1, str(error))]


def _dotted(path: tuple[str | int, ...]) -> str:
    return ".".join(map(str, path)) or MATTER
