"""Why a rule found what it found, in a sentence for whoever applied: the fact, the line, the article, and what would help."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from chalicelib.application.edition import Edition
from chalicelib.application.facts import UNVERIFIED
from chalicelib.application.model.finding import Verdict
from chalicelib.definition.rules import Dated, Rule

ASKED = {
    "at_most": "不超过 {}",
    "below": "低于 {}",
    "at_least": "不少于 {}",
    "above": "超过 {}",
    "equals": "为 {}",
    "one_of": "属于 {}",
    "none_of": "不属于 {}",
    "is_yes": "是",
    "is_no": "否",
}
MISSED = {
    "at_most": "高于{line} {value}，超出 {gap}",
    "below": "没有低于{line} {value}",
    "at_least": "没有达到{line} {value}，还差 {gap}",
    "above": "没有超过{line} {value}",
    "equals": "应当是 {value}",
    "one_of": "不在 {value} 之内",
    "none_of": "属于 {value}",
    "is_yes": "不符合要求",
    "is_no": "不符合要求",
}
OPEN = "部门还没有核实，核实以前不会作出决定。"


@dataclass(frozen=True)
class Said:
    """``whole`` is the sentence; the rest are its parts, for a table."""

    fact: str
    threshold: str
    basis: str
    remedy: str
    whole: str


def explain(edition: Edition, rule: Rule, fact: Any, limit: Dated | None, verdict: Verdict) -> Said:
    """A fact of the case held against a rule. ``{threshold}`` in a remedy stands for the line of the day."""
    value = edition.readable(rule.fact, limit.value) if limit else ""
    written = "待核实" if fact is UNVERIFIED or fact is None else edition.readable(rule.fact, fact)
    basis = "；".join(dict.fromkeys([rule.basis, *([limit.basis] if limit else [])]))
    remedy, label = rule.remedy.replace("{threshold}", value), edition.field(rule.fact).label
    parts = {
        "met": lambda: f"{label} {written}，符合要求（{basis}）。",
        "unverified": lambda: f"{label}：{OPEN}",
        "not_met": lambda: (
            f"{label} {written}，{_missed(edition, rule, fact, limit, value)}（{basis}）。{remedy}"
        ),
    }
    said: Callable[[], str] = parts[verdict]
    return Said(written, ASKED[rule.test].format(value), basis, remedy, said())


def _missed(edition: Edition, rule: Rule, fact: Any, limit: Dated | None, value: str) -> str:
    line = edition.definition.parameters[rule.than].label if rule.than else "规定线"
    gap = ""
    if limit and isinstance(limit.value, int) and isinstance(fact, int):
        gap = edition.readable(rule.fact, abs(fact - limit.value))
    return MISSED[rule.test].format(line=line, value=value, gap=gap)
