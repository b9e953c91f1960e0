"""Every rule, at its very line and one unit to either side: in each area, before and after each change of the line."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pytest

from chalicelib.application.assessing import UNVERIFIED, assess
from chalicelib.application.edition import Edition
from chalicelib.definition.rules import Rule
from tests.application.definitions import ORDINARY, dated, editions, in_force

# What a person reads into each test, at one unit below the line, on it, and one above.
NUMBERS = {
    "at_most": (True, True, False),
    "below": (True, False, False),
    "at_least": (False, True, True),
    "above": (False, False, True),
    "equals": (False, True, False),
}


@dataclass(frozen=True)
class Boundary:
    """A rule somewhere on some day: facts, and whether they meet it."""

    edition: Edition
    rule: Rule
    on: date
    line: dict[str, Any]
    facts: list[tuple[Any, bool]]

    def __str__(self) -> str:
        return f"{self.edition.matter}-{self.edition.area or 'anywhere'}-{self.rule.name}-{self.on}"


def boundaries() -> Iterator[Boundary]:
    for name in ORDINARY:
        for edition in editions(name):
            for rule in edition.definition.rules:
                yield from of_rule(name, edition, rule)


def of_rule(name: str, edition: Edition, rule: Rule) -> Iterator[Boundary]:
    effective = edition.definition.task.effective
    if not rule.than:
        line = {"value": rule.value, "basis": rule.basis}
        yield Boundary(edition, rule, effective, line, around(rule, rule.value))
        return
    values = dated(name, edition.area, rule.than)
    changes = {value["since"] for value in values if value["since"] > effective}
    for on in sorted({effective, *changes, *(day - timedelta(days=1) for day in changes)}):
        line = in_force(values, on)
        yield Boundary(edition, rule, on, line, around(rule, line["value"]))


def around(rule: Rule, line: Any) -> list[tuple[Any, bool]]:
    if isinstance(line, int):
        return list(zip((line - 1, line, line + 1), NUMBERS[rule.test], strict=True))
    if rule.test in {"is_yes", "is_no"}:
        return [(True, rule.test == "is_yes"), (False, rule.test == "is_no")]
    inside = [line] if isinstance(line, str) else line
    meets = rule.test != "none_of"
    return [*((value, meets) for value in inside), (f"not {inside[0]}", not meets)]


def applying(rule: Rule) -> dict[str, Any]:
    """What makes the rule apply at all."""
    name, _, wanted = rule.when.partition("=")
    return {name: {"yes": True, "no": False}.get(wanted, wanted)} if name else {}


BOUNDARIES = list(boundaries())
every_boundary = pytest.mark.parametrize("it", BOUNDARIES, ids=str)


def verdict(it: Boundary, fact: Any) -> Any:
    known = applying(it.rule) | {it.rule.fact: fact}
    return next(finding for finding in assess(it.edition, known, it.on) if finding.rule == it.rule.name)


@every_boundary
def test_a_rule_holds_exactly_up_to_its_line(it):
    judged = [(fact, verdict(it, fact).verdict == "met") for fact, _ in it.facts]

    assert judged == it.facts


@every_boundary
def test_who_is_refused_is_told_the_line_the_article_and_what_would_help(it):
    for fact, meets in it.facts:
        said = verdict(it, fact)
        if not meets:
            assert it.line["basis"] in said.explanation
            assert it.rule.basis in said.explanation
            assert said.remedy
            assert said.remedy in said.explanation


@every_boundary
def test_what_is_not_verified_is_neither_met_nor_missed(it):
    assert verdict(it, UNVERIFIED).verdict == "unverified"


@every_boundary
def test_a_rule_says_nothing_where_it_does_not_apply(it):
    name, _, _ = it.rule.when.partition("=")
    elsewhere = {it.rule.fact: it.facts[0][0]} | ({name: "something else"} if name else {})

    judged = {finding.rule for finding in assess(it.edition, elsewhere, it.on)}

    assert (it.rule.name in judged) == (not it.rule.when)


def test_no_rule_is_without_a_boundary():
    covered = {(it.edition.matter, it.rule.name) for it in BOUNDARIES}
    rules = {(name, rule.name) for name in ORDINARY for rule in editions(name)[0].definition.rules}

    assert covered == rules
