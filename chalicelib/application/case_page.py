"""A case as its officers see it: every value beside whoever answers for it, and numbers of people masked. Pure."""

import json
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any, Literal

from pydantic import BaseModel

from chalicelib import redaction
from chalicelib.application.edition import Edition
from chalicelib.application.facts import UNVERIFIED, facts
from chalicelib.application.model.case import Case
from chalicelib.application.model.evidence import Evidence
from chalicelib.application.providers import provider_of
from chalicelib.application.values import in_cell
from chalicelib.definition.form import Column, Field
from chalicelib.filters import BEIJING, masked_id

VOUCHED = {"answered", "by_hand"}
State = Literal["said", "told", "by_hand", "computed", "awaited"]


class Line(BaseModel):
    """said: by the applicant; told: by a registry, ``at``; by_hand: by an officer instead; awaited: 待核实."""

    name: str
    label: str
    state: State
    value: str = ""
    heads: list[str] = []
    rows: list[list[str]] = []
    by: str = ""
    at: datetime | None = None


class Part(BaseModel):
    title: str
    lines: list[Line]


class Witness(BaseModel):
    """One registry: what became of the question, and ``fields``: what was asked."""

    service: str
    name: str
    status: Literal["answered", "unknown_person", "unavailable", "by_hand"]
    asked: datetime
    fresh_until: datetime | None
    retry_at: datetime | None = None
    attempts: int
    because: str
    signed: bool
    by_hand: str
    reason: str
    fields: list[Field]


def parts(edition: Edition, case: Case, evidence: Iterable[Evidence], show: bool) -> list[Part]:
    """The form's sections. Without ``show``, ID numbers and telephones are masked, also where somebody wrote them."""
    kept = {it.service: it for it in evidence}
    said = {it.service: json.loads(it.answer) for it in kept.values() if it.status in VOUCHED}
    on = case.submitted.astimezone(BEIJING).date()
    known = facts(edition, json.loads(case.form), said, on)
    found: dict[str, list[Line]] = {}
    for field in edition.definition.fields:
        if field.name in known:
            line = _line(edition, field, known[field.name], kept.get(field.registry), show)
            found.setdefault(field.section, []).append(line)
    return [Part(title=title, lines=lines) for title, lines in found.items()]


def witnesses(
    edition: Edition, evidence: Iterable[Evidence], retry_at: Callable[[Evidence], datetime]
) -> list[Witness]:
    """``retry_at``: when a registry that has not answered is asked again."""
    found = [(it, _witness(edition, it)) for it in evidence]
    return [
        shown.model_copy(update={"retry_at": retry_at(it)}) if it.status == "unavailable" else shown
        for it, shown in found
    ]


def _witness(edition: Edition, it: Evidence) -> Witness:
    return Witness(
        service=it.service,
        name=provider_of(it.service),
        status=it.status,
        asked=it.asked,
        fresh_until=it.fresh_until,
        attempts=it.attempts,
        because=it.because,
        signed=bool(it.signed),
        by_hand=it.by_hand,
        reason=it.reason,
        fields=[field for field in edition.definition.fields if field.registry == it.service],
    )


def _line(edition: Edition, field: Field, value: Any, kept: Evidence | None, show: bool) -> Line:
    line = Line(name=field.name, label=field.label, state="said", by="申请人")
    if field.source == "computed":
        line = line.model_copy(update={"state": "computed", "by": "系统计算"})
    elif field.source != "applicant":
        state = "by_hand" if kept and kept.status == "by_hand" else "told"
        line = line.model_copy(
            update={"state": state, "by": provider_of(field.registry), "at": kept.asked if kept else None}
        )
    if value is UNVERIFIED:
        return line.model_copy(update={"state": "awaited"})
    if field.type == "table":
        return line.model_copy(update=_table(field, value or [], show))
    if value is None:
        return line.model_copy(update={"value": "（未填）"})
    text = edition.readable(field.name, value)
    return line.model_copy(update={"value": text if show else masked(field.type, text)})


def _table(field: Field, rows: list[Mapping[str, Any]], show: bool) -> dict[str, Any]:
    def cell(column: Column, value: Any) -> str:
        text = in_cell(column, value)
        return text if show else masked(column.type, text)

    return {
        "heads": [column.label for column in field.columns],
        "rows": [[cell(column, row.get(column.name)) for column in field.columns] for row in rows],
    }


def masked(kind: str, text: str) -> str:
    """``340***********12``; whatever else looks like somebody's number is taken out."""
    if kind == "id_number":
        return masked_id(text)
    if kind == "phone":
        return f"{text[:-8]}****{text[-4:]}" if len(text) >= 11 else "****"
    return redaction.text(text) if kind in {"text", "long_text"} else text
