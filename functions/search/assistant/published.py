"""The catalogue's newest release, as far as an answer quotes it. Everything that is said about a matter comes from here or from a hit."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ..engine.model import Hit
from ..model.talk import Card, Cited, Kind, Step

Line = Mapping[str, Any]


@dataclass(frozen=True)
class Published:
    lines: dict[tuple[Kind, str], Line] = field(default_factory=dict)

    @classmethod
    def of(cls, lines: Iterable[Line]) -> "Published":
        """Without what only a search needs."""
        return cls({(line["kind"], str(line["id"])): _brief(line) for line in lines})

    def card(self, hit: Hit) -> Card:
        brief = self._extra("matter", hit.id) if hit.kind == "matter" else {}
        return Card(
            cited=cited(hit),
            summary=hit.summary,
            department=hit.department,
            runs_at=hit.runs_at if hit.open else "",
            open=hit.open,
            bring=[str(it) for it in brief.get("bring", ())],
            **{name: str(brief.get(name, "")) for name in ("days", "fee", "where")},
        )

    def card_of(self, kind: Kind, entry_id: str) -> Card | None:
        """Of what a life event or an answer names; None where it is not published (any more)."""
        line = self.lines.get((kind, entry_id))
        if line is None:
            return None
        hit = Hit(
            kind=kind,
            id=entry_id,
            title=str(line["title"]),
            score=1.0,
            reason="",
            summary=str(line.get("summary") or line.get("answer") or ""),
            version=int(line.get("version") or 0),
            department=str(line.get("department") or ""),
            runs_at=str(line.get("runs_at") or ""),
            guide=str(line.get("guide") or ""),
        )
        return self.card(hit)

    def steps(self, scenario: str) -> list[Step]:
        """In the order of publication; none where it is not published."""
        line = self.lines.get(("scenario", scenario), {})
        return [
            Step(title=it["title"], matters=it.get("matters", []), after=it.get("after", []))
            for it in line.get("steps", ())
        ]

    def cards(self, matters: Sequence[str]) -> list[Card]:
        found = (self.card_of("matter", it) for it in matters)
        return [card for card in found if card]

    def _extra(self, kind: Kind, entry_id: str) -> Mapping[str, Any]:
        return self.lines.get((kind, entry_id), {}).get("brief") or {}


KEPT = ("version", "title", "summary", "answer", "department", "runs_at", "guide", "steps", "brief")


def _brief(line: Line) -> Line:
    return {name: line[name] for name in KEPT if name in line}


def cited(hit: Hit) -> Cited:
    return Cited(kind=hit.kind, id=hit.id, version=hit.version, title=hit.title, guide=hit.guide)
