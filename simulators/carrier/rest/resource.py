"""What the three resources have in common: a form with repeated keys, and lists in pages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol
from urllib.parse import urlencode

from multidict import MultiMapping

from simulators.carrier.codes import Refused


class Form:
    """The form of a request; Twilio's SDK repeats a key to send a list."""

    def __init__(self, values: Mapping[str, list[str]]) -> None:
        self._values = values

    @classmethod
    def of(cls, posted: MultiMapping[Any]) -> Form:
        return cls({key: [str(value) for value in posted.getall(key)] for key in posted})

    def all(self) -> dict[str, list[str]]:
        return dict(self._values)

    def has(self, key: str) -> bool:
        return bool(self.get(key))

    def get(self, key: str, default: str = "") -> str:
        return self._values.get(key, [default])[0]

    def many(self, key: str) -> list[str]:
        return [word for value in self._values.get(key, []) for word in value.split()]

    def count(self, key: str, default: int) -> int:
        text = self.get(key) or str(default)
        if not text.isdecimal():
            raise Refused(20001, f"{key} must be a whole number")
        return int(text)

    def need(self, key: str, code: int) -> str:
        if not self.has(key):
            raise Refused(code)
        return self.get(key)


@dataclass(frozen=True)
class Asked:
    """A request that was let in."""

    path: str
    sid: str
    query: Mapping[str, str]
    form: Form


class Resource(Protocol):
    """The five things that can be done with a resource."""

    def create(self, asked: Asked) -> Any: ...
    def list(self, asked: Asked) -> Any: ...
    def fetch(self, asked: Asked) -> Any: ...
    def update(self, asked: Asked) -> Any: ...
    def delete(self, asked: Asked) -> None: ...


def found(shelf: Mapping[str, Any], asked: Asked) -> Any:
    try:
        return shelf[asked.sid]
    except KeyError:
        raise Refused(20404, asked.path) from None


def is_before(wanted: str | None, moment: datetime | None) -> bool:
    """Whether something was over before the day that a list is asked for: Twilio's lists are documented by days."""
    if wanted is None:
        return True
    try:
        bound = datetime.fromisoformat(wanted)
    except ValueError:
        raise Refused(20001, "not a date") from None
    return moment is not None and moment.date() < bound.date()


def paged(asked: Asked, name: str, rows: list[dict[str, Any]]) -> dict[str, Any]:
    query = Form({key: [value] for key, value in asked.query.items()})
    size, page = min(max(query.count("PageSize", 50), 1), 1000), query.count("Page", 0)
    first, last = page * size, min((page + 1) * size, len(rows))
    kept = {key: value for key, value in asked.query.items() if key not in {"Page", "PageSize", "PageToken"}}

    def uri(number: int) -> str:
        return f"{asked.path}?{urlencode(kept | {'PageSize': str(size), 'Page': str(number)})}"

    return {
        name: rows[first:last],
        "page": page,
        "page_size": size,
        "start": first,
        "end": max(last - 1, 0),
        "uri": uri(page),
        "first_page_uri": uri(0),
        "next_page_uri": uri(page + 1) if last < len(rows) else None,
        "previous_page_uri": uri(page - 1) if page else None,
    }
