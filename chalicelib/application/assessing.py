"""Hold the facts of a case against the rules of its edition. Pure: the same facts on the same day are found the same."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Literal

from chalicelib.application import explaining
from chalicelib.application.conditions import holds, split
from chalicelib.application.edition import Edition
from chalicelib.application.facts import UNVERIFIED, Evidence, facts
from chalicelib.application.model.finding import Finding, Verdict
from chalicelib.definition.rules import Dated, Rule

__all__ = ["UNVERIFIED", "Advice", "Evidence", "advice", "assess", "facts", "threshold_of"]

Advice = Literal["approve", "refuse", "correct", "review", "unverified"]
TESTS: dict[str, Callable[[Any, Any], bool]] = {
    "at_most": lambda fact, limit: fact <= limit,
    "below": lambda fact, limit: fact < limit,
    "at_least": lambda fact, limit: fact >= limit,
    "above": lambda fact, limit: fact > limit,
    "equals": lambda fact, limit: fact == limit,
    "one_of": lambda fact, limit: fact in limit,
    "none_of": lambda fact, limit: fact not in limit,
    "is_yes": lambda fact, _: fact is True,
    "is_no": lambda fact, _: fact is False,
}


def assess(edition: Edition, known: Mapping[str, Any], on: date) -> list[Finding]:
    """A finding for every rule that applies, in the definition's order, by the thresholds in force on that day.

    ``on`` is the day on which the application was submitted.
    """
    return [_finding(edition, rule, known, on) for rule in edition.definition.rules if _applies(rule, known)]


def _applies(rule: Rule, known: Mapping[str, Any]) -> bool:
    """A rule also applies while nobody knows whether it does: it is unverified then, and never passed over."""
    return rule.fact in known and (holds(rule.when, known) or _is_open(rule, known))


def _is_open(rule: Rule, known: Mapping[str, Any]) -> bool:
    return bool(rule.when) and known.get(split(rule.when)[0]) is UNVERIFIED


def threshold_of(edition: Edition, rule: Rule, on: date) -> Dated | None:
    """What the fact is held against on that day; None for a test that needs nothing."""
    if rule.than:
        return edition.threshold(rule.than, on)
    return None if rule.value is None else Dated(since=on, value=rule.value, basis=rule.basis)


def _verdict(rule: Rule, known: Mapping[str, Any], limit: Dated | None) -> Verdict:
    fact = known[rule.fact]
    if fact is UNVERIFIED or fact is None or _is_open(rule, known):
        return "unverified"
    return "met" if TESTS[rule.test](fact, limit.value if limit else None) else "not_met"


def _finding(edition: Edition, rule: Rule, known: Mapping[str, Any], on: date) -> Finding:
    limit = threshold_of(edition, rule, on)
    verdict = _verdict(rule, known, limit)
    said = explaining.explain(edition, rule, known[rule.fact], limit, verdict)
    return Finding(
        rule=rule.name,
        title=rule.title,
        verdict=verdict,
        fact=said.fact,
        threshold=said.threshold,
        basis=said.basis,
        otherwise=rule.otherwise,
        remedy="" if verdict == "met" else said.remedy,
        explanation=said.whole,
    )


def advice(findings: list[Finding]) -> Advice:
    """What the rules alone would do. Nobody decides while something is unverified; the gravest of the rest prevails."""
    if any(finding.verdict == "unverified" for finding in findings):
        return "unverified"
    unmet = {finding.otherwise for finding in findings if finding.verdict == "not_met"}
    gravest: tuple[Advice, ...] = ("refuse", "correct", "review")
    return next((it for it in gravest if it in unmet), "approve")
