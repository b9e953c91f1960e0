"""Something wrong in a definition, and where: the path of keys and indexes that leads to it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

Path = tuple[str | int, ...]


@dataclass(frozen=True)
class Found:
    path: Path
    says: str
    is_warning: bool = False


class Named(Protocol):
    @property
    def name(self) -> str: ...


def repeated(things: Iterable[Named], path: str) -> list[Found]:
    """Names that are there twice."""
    seen: set[str] = set()
    found = []
    for number, thing in enumerate(things):
        if thing.name in seen:
            found.append(Found((path, number, "name"), f"{thing.name} is there twice"))
        seen.add(thing.name)
    return found
