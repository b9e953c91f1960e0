"""From a release, line by line, to the little of it that the front page shows. Pure; what it does not know it passes over."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Annotated, Literal

from pydantic import BaseModel, Field, TypeAdapter

from ..model.digest import DIGEST, Count, Digest, Place
from ..words import Shelves

MOST_SCENARIOS, MOST_ELDER, MOST_DEPARTMENTS = 24, 12, 16


class Matter(BaseModel):
    """A line of the release about a matter, as far as it matters here."""

    kind: Literal["matter"]
    title: str
    guide: str
    everyday_names: list[str] = []
    theme: str = ""
    audience: list[str] = []
    department: str = ""
    areas: list[str] = ["34"]
    elder: bool = False
    runs_at: str = ""

    @property
    def place(self) -> Place:
        return Place(title=self.title, url=self.guide, areas=self.areas)


class Scenario(BaseModel):
    kind: Literal["scenario"]
    title: str
    guide: str
    areas: list[str] = ["34"]


KNOWN: TypeAdapter[Matter | Scenario] = TypeAdapter(Annotated[Matter | Scenario, Field(discriminator="kind")])


def read(line: Mapping[str, object]) -> Matter | Scenario | None:
    return KNOWN.validate_python(line) if line.get("kind") in {"matter", "scenario"} else None


def digested(lines: Iterable[Mapping[str, object]], number: int, at: datetime, shelves: Shelves) -> Digest:
    entries = [entry for line in lines if (entry := read(line))]
    matters = [entry for entry in entries if isinstance(entry, Matter)]
    scenarios = [entry for entry in entries if isinstance(entry, Scenario)]
    return Digest(
        id=DIGEST,
        number=number,
        at=at,
        frequent=_frequent(matters, shelves.frequent),
        scenarios=[Place(title=it.title, url=it.guide, areas=it.areas) for it in scenarios][:MOST_SCENARIOS],
        elder=[it.place for it in matters if it.elder and not it.runs_at][:MOST_ELDER],
        themes=_in_order(Counter(it.theme for it in matters if it.theme), shelves.themes),
        departments=_most(Counter(it.department for it in matters if it.department)),
        audiences=_in_order(
            Counter(audience for it in matters for audience in set(it.audience)), ["自然人", "法人"]
        ),
    )


def _frequent(matters: list[Matter], words: list[str]) -> list[Place]:
    """For each everyday word the matter that is called so, under that word; a word nobody knows is left out."""
    found = [(word, _called(matters, word)) for word in words]
    return [Place(title=word, url=it.guide, areas=it.areas) for word, it in found if it]


def _called(matters: list[Matter], word: str) -> Matter | None:
    exact = next((it for it in matters if word in it.everyday_names), None)
    return exact or next((it for it in matters if word in it.title), None)


def _in_order(counts: Counter[str], order: list[str]) -> list[Count]:
    """In the order given, which ends with whatever it does not name."""
    names = [*(name for name in order if counts[name]), *sorted(set(counts) - set(order))]
    return [Count(name=name, matters=counts[name]) for name in names]


def _most(counts: Counter[str]) -> list[Count]:
    ranked = sorted(counts.items(), key=lambda it: (-it[1], it[0]))
    return [Count(name=name, matters=many) for name, many in ranked[:MOST_DEPARTMENTS]]
