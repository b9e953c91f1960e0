"""What a matter keeps: a pydantic model that knows its key, its list and its lifetime."""

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Annotated, ClassVar

from pydantic import BaseModel, ConfigDict


class Sealed:
    """Marks a field that is encrypted at rest."""


Personal = Annotated[str, Sealed()]
MaybePersonal = Annotated[str | None, Sealed()]


class Record(BaseModel):
    """Filed under ``(id, kind)``, or ``(id, kind#part)`` where an id has several of a kind.

    ``version`` is the optimistic lock: None until the record has been read from the store.
    """

    model_config = ConfigDict(
        defer_build=True
    )  # a function uses few of them, and starts faster without the others
    kind: ClassVar[str] = ""
    id: str
    version: int | None = None

    def __init_subclass__(cls, **more: object) -> None:
        super().__init_subclass__(**more)  # type: ignore[arg-type]
        cls.kind = cls.__dict__.get("kind") or cls.__name__

    @property
    def part(self) -> str:
        return ""

    def listing(self) -> tuple[str, str] | None:
        """The list this record stands in, and its sort key there."""
        return None

    def expires(self) -> datetime | None:
        """When the record ceases to exist: from then on reads miss it and a new one may take its place."""
        return None


@dataclass(frozen=True)
class Delete:
    """In a commit: remove this record, if it is still as it was read."""

    record: Record


@dataclass(frozen=True)
class Unchanged:
    """In a commit: only if this record is still as it was read. It is not written itself."""

    record: Record


def sort_key(kind: str, part: str) -> str:
    return f"{kind}#{part}" if part else kind


@cache
def personal_fields(model: type[Record]) -> frozenset[str]:
    """The fields of ``model`` that are sealed at rest."""
    return frozenset(
        name
        for name, field in model.model_fields.items()
        if any(isinstance(mark, Sealed) for mark in field.metadata)
    )
