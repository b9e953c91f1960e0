"""Go through a matter by the rules."""

import tomllib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from ..model.content import Matter
from .facts import Fact, facts_of

RULES = Path(__file__).parent / "rules.toml"
Value = str | int | bool | list[str | int]


COMPARED: dict[str, Callable[[Any, Any], bool]] = {
    "equals": lambda this, other: bool(this == other),
    "differs": lambda this, other: bool(this != other),
    "none_of": lambda this, others: this not in others,
    "above": lambda this, other: bool(this > other),
}


class Test(BaseModel):
    """About one fact. Whatever is not said is neither equal nor above; ``than`` names another fact."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    fact: str
    test: Literal["is_given", "equals", "differs", "is_not", "none_of", "above", "missing"]
    value: Value | None = None
    than: str = ""

    def holds(self, facts: dict[str, Fact]) -> bool:
        this = facts[self.fact]
        other: Value | None = facts[self.than] if self.than else self.value
        if self.test in {"is_given", "missing"}:
            return (this is None or this == 0) == (self.test == "missing")
        if self.test == "is_not":
            return this != other
        return this is not None and other is not None and COMPARED[self.test](this, other)


class Rule(BaseModel):
    """``level``: a contradiction, or only a gap. Found where all its tests hold."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    name: Annotated[str, Field(pattern=r"^[a-z_]+$")]
    level: Literal["wrong", "gap"]
    says: str
    why: Annotated[str, Field(min_length=4)]
    all: Annotated[list[Test], Field(min_length=1)]


@dataclass(frozen=True)
class Finding:
    rule: Rule

    def __str__(self) -> str:
        return self.rule.says


@cache
def rules() -> tuple[Rule, ...]:
    written = tomllib.loads(RULES.read_text(encoding="utf-8"))["rules"]
    return tuple(TypeAdapter(list[Rule]).validate_python(written))


def lint(matter: Matter) -> list[Finding]:
    """Nothing is ever refused for it: real catalogues have their exceptions."""
    facts = facts_of(matter)
    return [Finding(rule) for rule in rules() if all(test.holds(facts) for test in rule.all)]


def lint_all(matters: Iterable[tuple[str, Matter]]) -> Iterator[tuple[str, Finding]]:
    for entry_id, matter in matters:
        for finding in lint(matter):
            yield entry_id, finding
