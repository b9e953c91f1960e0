"""The province's ordinary matters, and what their files say, read without the product's own readers."""

import tomllib
from datetime import date
from typing import Any

from chalicelib import matters
from chalicelib.application.edition import Edition, current
from chalicelib.definition import HOME, definition_of

ORDINARY = [name for name in matters.names() if definition_of(HOME / name).kind == "application"]
NOWHERE = ""


def editions(name: str) -> list[Edition]:
    """As it holds where nothing special is said, and in each area that says something."""
    codes = [path.stem for path in sorted((HOME / name).glob("areas/*.toml"))]
    return [current(name, code) for code in [NOWHERE, *codes]]


def raw(name: str, area: str = NOWHERE) -> dict[str, Any]:
    path = HOME / name / (f"areas/{area}.toml" if area else "matter.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))


def dated(name: str, area: str, parameter: str) -> list[dict[str, Any]]:
    """The values of a threshold in an area, earliest first."""
    own = raw(name, area).get("parameters", {}).get(parameter) if area else None
    values: list[dict[str, Any]] = own or raw(name)["parameters"][parameter]["values"]
    return sorted(values, key=lambda value: value["since"])


def in_force(values: list[dict[str, Any]], on: date) -> dict[str, Any]:
    return [value for value in values if value["since"] <= on][-1]
