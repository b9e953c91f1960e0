"""Bodies: JSON or a form, within limits; anything else is refused before a view sees it.

One rule for what a model does not know, in every matter. In JSON it is refused with a remark: a program that misspells
an optional field has to hear of it. In a form it is left out: a browser also sends our own token, what an older page
asked for and what extensions add, and nobody who fills in a form could mend that.
"""

import json
from collections.abc import Mapping
from typing import Any, NoReturn, get_origin
from urllib.parse import parse_qsl

from pydantic import BaseModel

from chalicelib.errors import Refused

MOST_BYTES = 64 * 1024
MOST_FIELDS = 200
DEEPEST = 12
MOST_VALUES = 2_000
JSON_TYPE = "application/json"
FORM_TYPE = "application/x-www-form-urlencoded"
SEVERAL = (list, set, frozenset, tuple)


class Malformed(Refused):
    """Not readable as what it claims to be."""


class TooLarge(Refused):
    """More than any of our forms can hold."""


class Unsupported(Refused):
    """Of a kind that we do not read."""


def kind_of(content_type: str) -> str:
    """The media type alone; raises Unsupported for one that we do not read."""
    kind = content_type.partition(";")[0].strip().lower()
    if kind not in {JSON_TYPE, FORM_TYPE}:
        raise Unsupported("请使用网页表单或 JSON 格式提交。")
    return kind


def fit(body: bytes) -> bytes:
    """The body, when it is small enough; raises TooLarge."""
    if len(body) > MOST_BYTES:
        raise TooLarge("提交的内容太多了，请精简后再试。")
    return body


def read_json(body: bytes) -> Any:
    """What the JSON says; raises Malformed also where it is absurdly deep or wide."""
    try:
        content = json.loads(fit(body), parse_constant=_no_constant)
    except (ValueError, RecursionError) as error:
        raise Malformed("提交的 JSON 无法读懂，请检查格式。") from error
    _measure(content)
    return content


def read_form(body: bytes) -> dict[str, list[str]]:
    """Every field with its values, the blank ones too."""
    try:
        pairs = parse_qsl(
            fit(body).decode("utf-8"),
            keep_blank_values=True,
            errors="strict",
            max_num_fields=MOST_FIELDS,
        )
    except ValueError as error:
        raise Malformed("提交的表单无法读懂，请返回重填。") from error
    fields: dict[str, list[str]] = {}
    for name, value in pairs:
        fields.setdefault(name, []).append(value)
    return fields


def shape(model: type[BaseModel], fields: Mapping[str, list[str]]) -> dict[str, Any]:
    """Of a form or a query, what the model knows: one value per field, except where it wants several."""
    known = {name: values for name, values in fields.items() if name in model.model_fields}
    return {name: values if _several(model, name) else values[-1] for name, values in known.items()}


def _several(model: type[BaseModel], name: str) -> bool:
    field = model.model_fields.get(name)
    return field is not None and (get_origin(field.annotation) or field.annotation) in SEVERAL


def _no_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not JSON (RFC 8259)")


def _measure(content: Any) -> None:
    level, depth, values = [content], 0, 0
    while level:
        depth, values = depth + 1, values + len(level)
        if depth > DEEPEST or values > MOST_VALUES:
            raise Malformed("提交的 JSON 结构太复杂，请精简后再试。")
        level = [inner for value in level for inner in _inside(value)]


def _inside(value: Any) -> list[Any]:
    if isinstance(value, dict):
        return list(value.values())
    return value if isinstance(value, list) else []
