"""What the search engine is measured on: catalogues with questions whose answers are known.

Other people's come from ``../shared/data`` and are never part of the project; where that folder is absent they are left out.
"""

import json
import tomllib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from functions.search.engine import Entry
from functions.search.engine.folding import compact, fold

SHARED = Path(__file__).parents[2] / "shared" / "data"
OWN = Path("functions/catalogue/anhui")
NONE = {"", "无"}


@dataclass(frozen=True)
class Asked:
    """A question, the ids that answer it (none: a gap), the best of them first."""

    text: str
    answers: tuple[str, ...]


@dataclass(frozen=True)
class Set:
    """A catalogue, and what is asked of it."""

    entries: Sequence[Entry]
    asked: Sequence[Asked]

    @property
    def answerable(self) -> list[Asked]:
        return [one for one in self.asked if one.answers]


def is_there() -> bool:
    return SHARED.is_dir()


def _lines(name: str) -> Iterator[dict[str, object]]:
    with (SHARED / name).open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def county() -> Set:
    """A county's 1,133 titles, and spoken questions, some of which it does not answer."""
    entries = [Entry("matter", str(row["id"]), str(row["title"])) for row in _lines("guangan_matters.jsonl")]
    rows = _lines("search_dev.jsonl")
    return Set(entries, [Asked(str(row["q"]), tuple(map(str, _list(row["rel"])))) for row in rows])


def guangdong(*, indexed: bool = False, same: bool = True) -> Set:
    """Guangdong's matters by title, and their everyday and short names (``same``: also those that are the title).

    ``indexed``: the names are in the index, as they are in the product; else only the titles are.
    """
    names: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for row in _lines("guangdong_matters.jsonl"):
        kept = (str(row[key] or "").strip() for key in ("matter_daily", "matter_short"))
        names[str(row["matter_name"])].update(dict.fromkeys(name for name in kept if name not in NONE))
    entries = [
        Entry("matter", str(number), title, everyday_names=tuple(names[title]) if indexed else ())
        for number, title in enumerate(names)
    ]
    answers: defaultdict[str, list[str]] = defaultdict(list)
    for entry in entries:
        for name in names[entry.title]:
            if same or compact(fold(name)) != compact(fold(entry.title)):
                answers[name].append(entry.id)
    return Set(entries, [Asked(name, tuple(ids)) for name, ids in sorted(answers.items())])


def all_titles(name: str, key: str) -> list[Entry]:
    """Every row, also those of one title."""
    rows = enumerate(_lines(name))
    return [Entry("matter", str(number), str(row[key])) for number, row in rows]


def own() -> list[Entry]:
    """Our own matters, with all their words."""
    tables = (tomllib.loads(path.read_text("utf-8")) for path in sorted(OWN.glob("[0-9]*.toml")))
    return [
        Entry.of({"kind": "matter", "theme": table.get("theme", ""), **matter})
        for table in tables
        for matter in table.get("matters", [])
    ]


def own_halves() -> Set:
    """Of each matter every other utterance is in the index, the rest is asked."""
    entries = own()
    trained = [replace(entry, utterances=entry.utterances[::2]) for entry in entries]
    return Set(trained, [Asked(text, (entry.id,)) for entry in entries for text in entry.utterances[1::2]])


def own_unheard() -> Set:
    """Every other matter has no utterance in the index, and is asked for by all of them."""
    entries = own()
    heard = [replace(one, utterances=one.utterances if n % 2 else ()) for n, one in enumerate(entries)]
    return Set(heard, [Asked(text, (entry.id,)) for entry in entries[::2] for text in entry.utterances])


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else []
