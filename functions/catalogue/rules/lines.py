"""One line of a release: what other matters learn of an entry."""

import json
from collections import Counter
from collections.abc import Iterable
from typing import Any

from ..model.content import Content, Matter, Question, Scenario, guide

ORDER = {"matter": 0, "scenario": 1, "question": 2}


def line_of(entry_id: str, version: int, content: Content) -> str:
    """JSON, always with the keys in the same order: the same release twice is the same to the byte."""
    head = {"kind": content.kind, "id": entry_id, "version": version, "title": content.title}
    said = {"everyday_names": content.everyday_names, "utterances": content.utterances}
    tail = {"areas": content.areas, "guide": guide(content.kind, entry_id)}
    return json.dumps(head | said | _own(content) | tail, ensure_ascii=False, separators=(",", ":"))


def _own(content: Content) -> dict[str, Any]:
    match content:
        case Matter():
            named = (
                "summary",
                "theme",
                "audience",
                "department",
                "task_type",
                "elder",
                "runs_at",
                "synonyms",
            )
            return {name: getattr(content, name) for name in named} | {"brief": _brief(content)}
        case Scenario():
            steps = [step.model_dump(include={"title", "matters", "after"}) for step in content.steps]
            return {"summary": content.summary, "steps": steps}
        case Question():
            return {"answer": content.answer, "matters": content.matters}


def _brief(it: Matter) -> dict[str, Any]:
    """In short, for who answers a question: what to bring oneself, how long it takes, what it costs, and where."""
    own = [each.name for each in it.materials if each.source == "申请人自备" and each.need == "必要"]
    days = it.limits.promised
    said = "" if days is None else f"{days} 个{it.limits.promised_type}" if days else "当场办结"
    return {"bring": own, "days": said, "fee": it.fee, "where": it.where}


def merged(before: Iterable[str], changes: dict[str, str | None]) -> list[str]:
    """A release's lines after the changes, by entry id; None takes an entry out."""
    lines = {(line["kind"], line["id"]): text for text in before for line in [json.loads(text)]}
    kept = {key: text for key, text in lines.items() if key[1] not in changes}
    for entry_id, text in changes.items():
        if text is not None:
            kept[json.loads(text)["kind"], entry_id] = text
    return [kept[key] for key in sorted(kept, key=lambda it: (ORDER[it[0]], it[1]))]


def counted(lines: Iterable[str]) -> tuple[dict[str, int], dict[str, int]]:
    """How many matters each theme and each department has."""
    matters = [line for line in map(json.loads, lines) if line["kind"] == "matter"]
    themes, departments = Counter(it["theme"] for it in matters), Counter(it["department"] for it in matters)
    return dict(themes), dict(departments.most_common())
