"""What is put into an index, and what a search answers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, get_args

Kind = Literal["matter", "scenario", "question"]
KINDS: tuple[Kind, ...] = get_args(Kind)


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that can be found, and all the words by which people may look for it."""

    kind: Kind
    id: str
    title: str
    everyday_names: tuple[str, ...] = ()
    utterances: tuple[str, ...] = ()
    summary: str = ""
    department: str = ""
    theme: str = ""
    audience: tuple[str, ...] = ()  # 自然人 法人 其他组织; none: everybody
    areas: tuple[
        str, ...
    ] = ()  # codes where it is open: "34" the whole province, "3401" one city; none: closed
    matters: tuple[str, ...] = ()  # of a question or scenario: the matters it is about
    runs_at: str = ""  # where it is handled here; "" elsewhere
    guide: str = ""
    version: int = 0

    @classmethod
    def of(cls, line: Mapping[str, object]) -> "Entry":
        """The entry on a line of a release; keys that are not known here are left alone."""
        return cls(
            kind=next(kind for kind in KINDS if kind == line["kind"]),
            id=str(line["id"]),
            title=str(line["title"]),
            everyday_names=_texts(line, "everyday_names"),
            utterances=_texts(line, "utterances"),
            summary=str(line.get("summary") or line.get("answer") or ""),
            department=str(line.get("department") or ""),
            theme=str(line.get("theme") or ""),
            audience=_texts(line, "audience"),
            areas=_texts(line, "areas") if "areas" in line else (WHOLE_PROVINCE,),
            matters=_texts(line, "matters") + _of_steps(line),
            runs_at=str(line.get("runs_at") or ""),
            guide=str(line.get("guide") or ""),
            version=int(str(line.get("version") or 0)),
        )


WHOLE_PROVINCE = "34"


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing found. ``highlighted`` are half-open spans of characters in ``title``."""

    kind: Kind
    id: str
    title: str
    score: float  # 0..1, comparable within one search only
    reason: str  # one short sentence for the citizen
    highlighted: list[tuple[int, int]] = field(default_factory=list)
    summary: str = ""
    department: str = ""
    theme: str = ""
    audience: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    matters: tuple[str, ...] = ()
    runs_at: str = ""
    guide: str = ""
    version: int = 0
    open: bool = True  # in the area that was asked for


@dataclass(frozen=True, slots=True)
class Found:
    """The hits, best first. ``confidence`` (0..1) is how likely the first of them is any answer at all."""

    hits: list[Hit]
    confidence: float = 0.0
    answered: bool = False  # whether that is likely enough; if not, the query is a gap


def _texts(line: Mapping[str, object], key: str) -> tuple[str, ...]:
    value = line.get(key) or ()
    return tuple(map(str, value)) if isinstance(value, Sequence) and not isinstance(value, str) else ()


def _of_steps(line: Mapping[str, object]) -> tuple[str, ...]:
    """The matters of a scenario's steps, in their order."""
    steps = line.get("steps") or ()
    if not isinstance(steps, Sequence):
        return ()
    return tuple(matter for step in steps if isinstance(step, Mapping) for matter in _texts(step, "matters"))
