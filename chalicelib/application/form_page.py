"""The form as a page shows it: sections of items, each with where its value comes from. Pure."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Literal

from pydantic import BaseModel

from chalicelib.application.conditions import split
from chalicelib.application.edition import Edition
from chalicelib.application.facts import Evidence, is_as_declared
from chalicelib.application.form import MOST_ROWS, used
from chalicelib.application.providers import provider_of
from chalicelib.application.values import as_typed, in_cell, written
from chalicelib.definition.form import Column, Field
from chalicelib.filters import masked_id

State = Literal["asked", "told", "awaited"]


class Item(BaseModel):
    """One field. asked: to be filled in; told: a department says so; awaited: it has not said yet.

    ``value`` and ``rows`` are as people type or read them. ``only_when`` tells in words when it has to be filled in.
    """

    name: str
    label: str
    type: str
    state: State
    help: str = ""
    required: bool = True
    value: str = ""
    rows: list[dict[str, str]] = []
    most_rows: int = MOST_ROWS
    columns: list[Column] = []
    options: list[tuple[str, str]] = []
    max_length: int = 100
    when: str = ""
    only_when: str = ""
    by: str = ""


class Section(BaseModel):
    title: str
    items: list[Item]


class FormPage(BaseModel):
    """``outdated``: the matter has changed since the draft was begun. ``answers`` is what programs read and send back."""

    draft_id: str
    title: str
    area: str
    edition: str
    outdated: bool
    saved: datetime
    done: str = ""
    sections: list[Section]
    answers: dict[str, Any]


def sections(
    edition: Edition, answers: Mapping[str, Any], evidence: Evidence, more: str = ""
) -> list[Section]:
    """``more`` names the table that somebody wants another row in. What nothing uses, and what follows from the rest
    (computed), stands in no form.
    """
    found: dict[str, list[Item]] = {}
    for field in edition.definition.fields:
        if field.source == "applicant":
            found.setdefault(field.section, []).append(_asked(edition, field, answers, more == field.name))
        elif field.shown and field.registry and field.name in used(edition):
            found.setdefault(field.section, []).append(_told(edition, field, evidence))
    return [Section(title=title, items=items) for title, items in found.items()]


def _asked(edition: Edition, field: Field, answers: Mapping[str, Any], one_more: bool) -> Item:
    item = _item(field, "asked").model_copy(
        update={"required": field.required, "only_when": in_words(edition, field.when)}
    )
    if field.type != "table":
        return item.model_copy(update={"value": as_typed(field.type, answers.get(field.name))})
    rows = [_cells(field, row, as_typed_cell) for row in answers.get(field.name, [])]
    blank = [_cells(field, {}, as_typed_cell)] if one_more or not rows else []
    return item.model_copy(update={"rows": (rows + blank)[: item.most_rows]})


def _told(edition: Edition, field: Field, evidence: Evidence) -> Item:
    by = provider_of(field.registry)
    said = evidence.get(field.registry, {}).get(field.from_field)
    if not is_as_declared(field, said):
        return _item(field, "awaited").model_copy(update={"by": by})
    if field.type == "table":
        rows = [_cells(field, row, written_cell) for row in said or []]
        return _item(field, "told").model_copy(update={"by": by, "rows": rows})
    return _item(field, "told").model_copy(update={"by": by, "value": _value(edition, field, said)})


def _value(edition: Edition, field: Field, said: Any) -> str:
    return written_cell(field, said) if field.type == "id_number" else edition.readable(field.name, said)


def _item(field: Field, state: State) -> Item:
    return Item(
        name=field.name,
        label=field.label,
        type=field.type,
        state=state,
        help=field.help,
        columns=field.columns,
        options=[(option.value, option.label) for option in field.options],
        max_length=field.max_length,
        most_rows=field.maximum or MOST_ROWS,
        when=field.when,
    )


def _cells(field: Field, row: Mapping[str, Any], cell: Any) -> dict[str, str]:
    return {column.name: cell(column, row.get(column.name)) for column in field.columns}


def as_typed_cell(column: Column, value: Any) -> str:
    return as_typed(column.type, value)


def written_cell(column: Column | Field, value: Any) -> str:
    """ID numbers masked: whoever fills in the form knows their family, and a screen may have other readers."""
    if column.type == "id_number":
        return masked_id(value)
    return in_cell(column, value) if isinstance(column, Column) else written(value, column.type)


def in_words(edition: Edition, when: str) -> str:
    """``“申请人类别”选“新就业无房职工”`` for ``kind=newcomer``."""
    if not when:
        return ""
    name, wanted = split(when)
    field = edition.field(name)
    labels = {"yes": "是", "no": "否"} | {option.value: option.label for option in field.options}
    return f"“{field.label}”选“{labels.get(wanted, wanted)}”"
