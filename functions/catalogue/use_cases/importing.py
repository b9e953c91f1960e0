"""Another province's file into the store, row by row: as far as one got is written down with what was written."""

import hashlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from chalicelib.store import Record
from chalicelib.world import World

from ..linting.findings import lint
from ..sources.reading import Refused, read
from .depositing import Deposit

BATCH = 12  # entries between two notes of how far one got


class Import(Record):
    """One file, by its content. ``offset``: bytes done; ``rows`` of them."""

    name: str
    offset: int = 0
    rows: int = 0
    counts: dict[str, int] = {}
    findings: dict[str, int] = {}
    done: bool = False


@dataclass(frozen=True)
class Row:
    """What became of one row, for the report: rules that found something wrong, or only a gap."""

    row: int
    id: str
    became: str
    why: str = ""
    wrong: list[str] = field(default_factory=list)
    gaps: list[str] = field(default_factory=list)

    @property
    def is_worth_a_line(self) -> bool:
        """What was merely left out is counted, as whole provinces leave out the same."""
        return bool(self.why or self.wrong or self.became == "kept")


def digest_of(file: Path) -> str:
    digest = hashlib.sha256()
    with file.open("rb") as opened:
        while block := opened.read(1 << 20):
            digest.update(block)
    return digest.hexdigest()[:32]


def begin(world: World, file: Path) -> Import:
    """Where it was left off; a file that was done is gone through again."""
    known = world.store.find(Import, f"import#{digest_of(file)}")
    if known is None:
        return Import(id=f"import#{digest_of(file)}", name=file.name)
    if known.done:
        return known.model_copy(update={"offset": 0, "rows": 0, "counts": {}, "findings": {}, "done": False})
    return known


def run(world: World, file: Path, at: Import, publish: bool = False) -> Iterator[Row | Import]:
    """Each row as it is dealt with, and the note of it once it is written; the last note is done."""
    deposit = Deposit(world, f"import:{file.name}"[:60], publish)
    counts, findings = Counter(at.counts), Counter(at.findings)
    with file.open("rb") as opened:
        opened.seek(at.offset)
        offset, rows, since = at.offset, at.rows, 0
        for line in opened:
            offset, rows, since = offset + len(line), rows + 1, since + 1
            if line.strip():
                row = _row(deposit, rows, line)
                counts[row.became] += 1
                findings.update([*row.wrong, *row.gaps])
                yield row
            if deposit.is_full or since >= BATCH:
                at, since = _note(deposit, at, offset, rows, counts, findings), 0
                yield at
    yield _note(deposit, at, offset, rows, counts, findings, done=True)


def _row(deposit: Deposit, number: int, line: bytes) -> Row:
    try:
        entry_id, matter = read(line)
    except Refused as reason:
        return Row(number, "", "refused", str(reason))
    found = [finding.rule for finding in lint(matter)]
    wrong = [rule.name for rule in found if rule.level == "wrong"]
    gaps = [rule.name for rule in found if rule.level == "gap"]
    return Row(number, entry_id, deposit.put(entry_id, matter), wrong=wrong, gaps=gaps)


def _note(
    deposit: Deposit,
    at: Import,
    offset: int,
    rows: int,
    counts: Counter[str],
    findings: Counter[str],
    done: bool = False,
) -> Import:
    how_far: dict[str, Any] = {"offset": offset, "rows": rows, "done": done}
    note = at.model_copy(update=how_far | {"counts": dict(counts), "findings": dict(findings)})
    deposit.flush(note)
    return note
