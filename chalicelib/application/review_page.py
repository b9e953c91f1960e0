"""What is about to be submitted, all on one page: answers, materials, what will be asked of whom, and what is missing. Pure."""

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel

from chalicelib.application.edition import Edition
from chalicelib.application.form import asked, read
from chalicelib.application.guide import Provided
from chalicelib.application.values import in_cell


class Line(BaseModel):
    """One answer as people read it; ``rows`` of a table."""

    name: str
    label: str
    value: str = ""
    rows: list[list[str]] = []


class Gap(BaseModel):
    """Something that is missing or wrong, and where to put it right."""

    label: str
    remark: str
    where: str  # form or materials, with the anchor


class Review(BaseModel):
    """``edition`` goes back with the form: what was agreed to. ``correcting``: it answers a one-time notice."""

    draft_id: str
    title: str
    edition: str
    outdated: bool
    correcting: bool
    lines: list[Line]
    materials: list[str]
    provided: list[Provided]
    gaps: list[Gap]


def lines(edition: Edition, answers: Mapping[str, Any]) -> list[Line]:
    """Those that count: what a ``when`` excludes is left out."""
    values = read(edition, answers).values
    return [_line(edition, it, values[it.name]) for it in asked(edition) if it.name in values]


def _line(edition: Edition, field: Any, value: Any) -> Line:
    line = Line(name=field.name, label=field.label)
    if field.type != "table":
        return line.model_copy(update={"value": edition.readable(field.name, value)})
    rows = [[in_cell(column, row.get(column.name)) for column in field.columns] for row in value]
    return line.model_copy(update={"rows": rows})


def gaps(edition: Edition, answers: Mapping[str, Any], missing: Mapping[str, str]) -> list[Gap]:
    """``missing``: materials, by name, with their titles."""
    labels = {it.name: it.label for it in edition.definition.fields}
    found = [
        Gap(label=labels[name.partition(".")[0]], remark=remark, where=f"form#{name}")
        for name, remark in read(edition, answers, complete=True).remarks.items()
    ]
    return [
        *found,
        *(
            Gap(label=title, remark="还没有上传", where=f"materials#{name}")
            for name, title in missing.items()
        ),
    ]
