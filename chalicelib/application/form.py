"""The form of a matter: what was typed, checked and typed; and what registries are asked for, because something uses it."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from chalicelib.application.conditions import holds
from chalicelib.application.edition import Edition
from chalicelib.application.values import MISSING, is_blank, typed
from chalicelib.definition.form import Field
from chalicelib.errors import Invalid

MOST_ROWS = 12
NAME = re.compile(r"[a-z][a-z0-9_]{0,60}")
NOT_WANTED = "这一项不需要填写。"
FROM_ELSEWHERE = {
    "registry": "这一项由部门提供，不需要填写。",
    "licence": "这一项由电子证照提供，不需要填写。",
    "computed": "这一项由系统计算，不需要填写。",
}


@dataclass(frozen=True)
class Reading:
    """What of it can be kept, and for the rest why not: ``remarks`` maps a field (``children.0.name``) to its remark."""

    values: dict[str, Any] = field(default_factory=dict)
    remarks: dict[str, str] = field(default_factory=dict)


def read(edition: Edition, given: Mapping[str, Any], complete: bool = False) -> Reading:
    """Every field by itself, in the form's order; what a ``when`` excludes is left out. Nothing is raised.

    ``complete``: what is required has to be there.
    """
    return read_fields(asked(edition), given, complete)


def read_fields(fields: Iterable[Field], given: Mapping[str, Any], complete: bool = False) -> Reading:
    """These fields alone."""
    reading = Reading()
    for it in fields:
        if not holds(it.when, reading.values):
            continue
        if is_blank(given.get(it.name)):
            if complete and it.required:
                reading.remarks[it.name] = MISSING
        elif it.type == "table":
            _read_table(it, given[it.name], reading, complete)
        else:
            _read_one(it, it.name, given[it.name], reading.values, reading)
    return reading


def asked(edition: Edition) -> list[Field]:
    """The fields that the applicant fills in."""
    return [it for it in edition.definition.fields if it.source == "applicant"]


def not_asked(edition: Edition, given: Mapping[str, Any]) -> dict[str, str]:
    """Remarks on what nobody may type: fields of a registry, and names that no field has.

    A name that could not be a field's is not said back.
    """
    sources = {it.name: it.source for it in edition.definition.fields}
    strange = [name for name in given if sources.get(name) != "applicant"]
    return {
        name if NAME.fullmatch(name) else "": FROM_ELSEWHERE.get(sources.get(name, ""), NOT_WANTED)
        for name in strange
    }


def check(edition: Edition, answers: Mapping[str, Any], complete: bool) -> dict[str, Any]:
    """The answers as a case keeps them; raises Invalid with a remark for every field that is wrong."""
    reading = read(edition, answers, complete)
    if reading.remarks:
        raise Invalid("有些内容需要修改，请看下面的提示。", reading.remarks)
    return reading.values


def _read_one(it: Any, where: str, given: Any, into: dict[str, Any], reading: Reading) -> None:
    try:
        into[it.name] = typed(it, given)
    except ValueError as remark:
        reading.remarks[where] = str(remark)


def _read_table(it: Field, given: Any, reading: Reading, complete: bool) -> None:
    if not isinstance(given, list) or not all(isinstance(row, Mapping) for row in given):
        reading.remarks[it.name] = "请检查这一项。"
        return
    rows = [(number, row) for number, row in enumerate(given) if not all(map(is_blank, row.values()))]
    if len(rows) > (it.maximum or MOST_ROWS):
        reading.remarks[it.name] = f"最多填 {it.maximum or MOST_ROWS} 行。"
        return
    read_rows = [_read_row(it, number, row, reading, complete) for number, row in rows]
    if kept := [row for row in read_rows if row]:
        reading.values[it.name] = kept
    if complete and it.required and not rows:
        reading.remarks[it.name] = MISSING


def _read_row(
    it: Field, number: int, row: Mapping[str, Any], reading: Reading, complete: bool
) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for column in it.columns:
        where = f"{it.name}.{number}.{column.name}"
        if is_blank(row.get(column.name)):
            if complete:
                reading.remarks[where] = MISSING
        else:
            _read_one(column, where, row[column.name], values, reading)
    return values


def needed_registries(edition: Edition, answers: Mapping[str, Any] | None = None) -> dict[str, list[str]]:
    """Service → the fields of its answer that something uses, and nothing else.

    With ``answers``, what their ``when`` excludes is not asked for either.
    """
    needed: dict[str, list[str]] = {}
    for it in edition.definition.fields:
        wanted = answers is None or holds(it.when, answers)
        if it.registry and wanted and it.name in used(edition):
            fields = needed.setdefault(it.registry, [])
            fields += [] if it.from_field in fields else [it.from_field]
    return needed


def used(edition: Edition) -> frozenset[str]:
    """The names of all fields that the form shows, a rule or a result looks at, or that such a field is computed from."""
    definition = edition.definition
    names = {it.name for it in definition.fields if it.shown}
    names |= {rule.fact for rule in definition.rules} | set(definition.task.result.shows)
    names |= set(definition.notice.shows) if definition.notice else set()
    names |= {definition.located_by}
    for it in reversed(definition.fields):
        if it.name in names:
            names |= set(it.inputs)
    return frozenset(names)
