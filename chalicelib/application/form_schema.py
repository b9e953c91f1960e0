"""The form of a matter as JSON Schema (2020-12), for programs that fill it in. People get the page."""

from typing import Any

from chalicelib.application.conditions import split
from chalicelib.application.edition import Edition
from chalicelib.application.form import MOST_ROWS
from chalicelib.application.providers import provider_of
from chalicelib.definition.form import Column, Field

Schema = dict[str, Any]
DIALECT = "https://json-schema.org/draft/2020-12/schema"
TYPES: dict[str, Schema] = {
    "text": {"type": "string"},
    "long_text": {"type": "string"},
    "integer": {"type": "integer"},
    "money": {"type": "integer", "minimum": 0, "description": "in fen"},
    "area": {"type": "integer", "minimum": 0, "description": "in hundredths of a square metre"},
    "date": {"type": "string", "format": "date"},
    "yes_no": {"type": "boolean"},
    "phone": {"type": "string", "pattern": r"^\+[1-9]\d{6,14}$"},
    "id_number": {"type": "string", "pattern": r"^\d{17}[\dX]$"},
}


def form_schema(edition: Edition) -> Schema:
    """What a complete form holds, as a case keeps it. Fields of registries are read-only, and not sent."""
    asked = [it for it in edition.definition.fields if it.source == "applicant"]
    told = [it for it in edition.definition.fields if it.shown and it.registry]
    schema: Schema = {
        "$schema": DIALECT,
        "title": edition.definition.title,
        "type": "object",
        "properties": {it.name: _property(it) for it in [*asked, *told]},
        "required": [it.name for it in asked if it.required and not it.when],
        "additionalProperties": False,
    }
    conditional = [_condition(it) for it in asked if it.when]
    return schema | ({"allOf": conditional} if conditional else {})


def _property(field: Field) -> Schema:
    named: Schema = {"title": field.label}
    if field.help:
        named["description"] = field.help
    if field.registry:
        named |= {"readOnly": True, "x-provided-by": provider_of(field.registry)}
    return {**_of(field), **named, **_bounds(field)}


def _of(field: Field | Column) -> Schema:
    if field.type == "choice":
        return {"enum": [option.value for option in field.options]}
    if isinstance(field, Field) and field.type == "table":
        row = {column.name: {"title": column.label, **_of(column)} for column in field.columns}
        items = {"type": "object", "properties": row, "required": list(row), "additionalProperties": False}
        return {"type": "array", "items": items, "maxItems": field.maximum or MOST_ROWS}
    return TYPES[field.type]


def _bounds(field: Field) -> Schema:
    if field.type in {"text", "long_text"}:
        return {"maxLength": field.max_length}
    if field.type not in {"integer", "money", "area"}:
        return {}
    bounds = {"minimum": field.minimum, "maximum": field.maximum}
    return {name: bound for name, bound in bounds.items() if bound is not None}


def _condition(field: Field) -> Schema:
    """Asked only then; and then, if it is required, it has to be there."""
    name, wanted = split(field.when)
    value = {"yes": True, "no": False}.get(wanted, wanted)
    holds = {"properties": {name: {"const": value}}, "required": [name]}
    asked = {"required": [field.name]} if field.required else {}
    return {"if": holds, "then": asked, "else": {"not": {"required": [field.name]}}}
