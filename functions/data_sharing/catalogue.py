"""acl.toml and services.toml, checked when they are read: unknown keys, services and fields are errors."""

import tomllib
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field, TypeAdapter

from chalicelib.definition import Closed

HOME = Path(__file__).parent
Words = Annotated[str, Field(min_length=2, max_length=80)]


class Service(Closed):
    """``fields``: name → label."""

    title: Words
    fresh_hours: Annotated[int, Field(ge=1, le=720)]
    fields: Annotated[dict[str, Words], Field(min_length=1)]
    registry: str = ""

    @property
    def fresh(self) -> timedelta:
        return timedelta(hours=self.fresh_hours)


class Registry(Closed):
    title: Words
    services: Annotated[dict[str, Service], Field(min_length=1)]


class Right(Closed):
    """What may be asked of one service, and about whom."""

    of: Literal["applicant", "household", "claimed"]
    fields: Annotated[list[str], Field(min_length=1)]


class Rights(Closed):
    """One matter's; ``purpose`` is the only one for which it may ask."""

    purpose: Words
    basis: Words
    household_basis: str = ""
    services: Annotated[dict[str, Right], Field(min_length=1)]


@cache
def services() -> dict[str, Service]:
    """By name: ``police/household``."""
    read = TypeAdapter(dict[str, Registry]).validate_python(_toml("services.toml"))
    return {
        f"{name}/{service}": it.model_copy(update={"registry": registry.title})
        for name, registry in read.items()
        for service, it in registry.services.items()
    }


@cache
def acl() -> dict[str, Rights]:
    """By the matter's slug; raises ValueError for a right to what does not exist, or that lacks its basis."""
    read = TypeAdapter(dict[str, Rights]).validate_python(_toml("acl.toml"))
    for matter, rights in read.items():
        for service, right in rights.services.items():
            known = services().get(service)
            if known is None or not set(right.fields) <= set(known.fields):
                raise ValueError(f"acl.toml: {matter}: {service} has no such fields")
            if right.of == "household" and not rights.household_basis:
                raise ValueError(f"acl.toml: {matter}: {service}: household_basis is missing")
    return read


def _toml(name: str) -> dict[str, Any]:
    return tomllib.loads((HOME / name).read_text(encoding="utf-8"))
