"""What was sent, where only the definition of a matter knows which fields there may be."""

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from chalicelib import bodies

if TYPE_CHECKING:
    from chalicelib.inbound import Inbound

CELL = re.compile(r"([a-z][a-z0-9_]*)\.(\d{1,2})\.([a-z][a-z0-9_]*)")


@dataclass(frozen=True)
class Given:
    """``fields`` by name; rows of a table as a list of objects. Still unchecked, and within the limits of any body.

    ``is_form``: a browser sent it, with whatever else a browser sends.
    """

    fields: dict[str, Any]
    is_form: bool = False


def given(inbound: "Inbound") -> Given:
    """Raises Malformed for JSON that is no object."""
    if inbound.is_form:
        return Given(nested({name: values[-1] for name, values in inbound.form.items()}), is_form=True)
    content = bodies.read_json(inbound.body)
    if not isinstance(content, dict):
        raise bodies.Malformed("提交的 JSON 应当是一个对象。")
    return Given(content)


def nested(flat: dict[str, str]) -> dict[str, Any]:
    """``{"children.0.name": "小明"}`` as ``{"children": [{"name": "小明"}]}``, rows in their order."""
    tables: dict[str, dict[int, dict[str, str]]] = {}
    for name, value in flat.items():
        if cell := CELL.fullmatch(name):
            tables.setdefault(cell[1], {}).setdefault(int(cell[2]), {})[cell[3]] = value
    fields: dict[str, Any] = {name: value for name, value in flat.items() if not CELL.fullmatch(name)}
    return fields | {name: [rows[number] for number in sorted(rows)] for name, rows in tables.items()}
