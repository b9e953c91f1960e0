"""A matter's worked examples (``examples.toml``): who asks what, what registries say, and what has to come of it."""

import tomllib
from datetime import date
from typing import Any, Literal

from chalicelib.application import form
from chalicelib.application.assessing import Advice, assess, facts
from chalicelib.application.edition import current
from chalicelib.application.model.finding import Finding, Verdict
from chalicelib.definition import HOME, Closed

Table = dict[str, Any]


class Situation(Closed):
    """``answers`` as people type them; ``evidence``: service → its answer. A service that is not there did not answer."""

    area: str = ""
    on: date | None = None
    answers: Table = {}
    evidence: dict[str, Table | Literal["unavailable"]] = {}


class Example(Situation):
    """What differs from ``base``; ``findings``: rule → verdict; ``says``: rule → words of its explanation."""

    title: str
    expect: Advice
    findings: dict[str, Verdict] = {}
    says: dict[str, str] = {}


class Examples(Closed):
    base: Situation = Situation()
    examples: list[Example]


def examples_of(name: str) -> list[Example]:
    """Each with what it takes over from the base."""
    path = HOME / name / "examples.toml"
    read = Examples.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    return [_whole(read.base, example) for example in read.examples]


def _whole(base: Situation, example: Example) -> Example:
    return example.model_copy(
        update={
            "area": example.area or base.area,
            "on": example.on or base.on,
            "answers": base.answers | example.answers,
            "evidence": base.evidence | example.evidence,
        }
    )


def worked(name: str, example: Example) -> list[Finding]:
    """Through the form, as if somebody had typed it."""
    edition = current(name, example.area)
    on = example.on or edition.definition.task.effective
    answers = form.check(edition, example.answers, complete=True)
    evidence = {
        service: as_sent(said) for service, said in example.evidence.items() if isinstance(said, dict)
    }
    return assess(edition, facts(edition, answers, evidence, on), on)


def as_sent(said: Any) -> Any:
    """Dates as JSON has them."""
    if isinstance(said, dict):
        return {name: as_sent(value) for name, value in said.items()}
    if isinstance(said, list):
        return [as_sent(value) for value in said]
    return said.isoformat() if isinstance(said, date) else said
