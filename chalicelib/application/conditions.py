"""``when = "married=yes"``: what is asked, wanted or judged only then."""

from collections.abc import Mapping
from typing import Any


def split(when: str) -> tuple[str, str]:
    """The field that decides, and the value it has to have."""
    name, _, wanted = when.partition("=")
    return name.strip(), wanted.strip()


def holds(when: str, facts: Mapping[str, Any]) -> bool:
    """Whether it does, among what is known so far; nothing said means always."""
    if not when:
        return True
    name, wanted = split(when)
    return _as_written(facts.get(name)) == wanted


def _as_written(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value if isinstance(value, str) else ""
