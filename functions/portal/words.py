"""Stages, happenings and services: the portal's three files of words, checked when they are read."""

import tomllib
from functools import cache
from pathlib import Path
from string import Formatter
from typing import Annotated, Literal

from pydantic import Field, TypeAdapter, field_validator

from chalicelib.definition import Closed, definition_of, folder_of

from .model.affair import Kind

HOME = Path(__file__).parent
IN_TEXTS = {"title", "bills"}
Says = Annotated[str, Field(min_length=2, max_length=60)]


class Stage(Closed):
    """``begins``: the thing is there, and no more. ``mine``: it waits for the citizen. ``paused``: the clock stands still, and why. ``shows`` the promised end."""

    says: Says
    next: Says
    done: bool = False
    begins: bool = False
    mine: bool = False
    paused: str = ""
    shows: Literal["", "due"] = ""
    link: str = ""


class Life(Closed):
    """One kind of affair, from its beginning to its end."""

    title: str
    link: str
    kept_days: Annotated[int, Field(ge=1)]
    stages: dict[str, Stage]

    def place(self, stage: str) -> int:
        """In the order of the file."""
        return list(self.stages).index(stage)


class Happening(Closed):
    """What to make of a fact; see ``happenings.toml``."""

    about: str
    by: str = ""
    stage: str = ""
    stages: dict[str, str] | Literal["itself"] = {}
    text: str = ""
    texts: dict[str, str] = {}
    link: str = ""

    @field_validator("text", "texts")
    @classmethod
    def _holds_nothing_personal(cls, said: str | dict[str, str]) -> str | dict[str, str]:
        for text in said.values() if isinstance(said, dict) else [said]:
            if {name for _, name, _, _ in Formatter().parse(text) if name is not None} - IN_TEXTS:
                raise ValueError("a text may hold {title} and {bills}, and nothing else in braces")
        return said

    def stage_for(self, says: str) -> str:
        """Where the thing then stands; "" where the fact moves nothing."""
        return self.stages.get(says, self.stage) if isinstance(self.stages, dict) else says

    def text_for(self, says: str) -> str:
        return self.texts.get(says, self.text)


class Service(Closed):
    matter: str
    title: Annotated[str, Field(min_length=2, max_length=10)]
    address: str
    icon: str
    elder: bool = False


class Shelves(Closed):
    """How the catalogue is laid out on the front page: the order of themes, and what people ask for most, in their words."""

    themes: list[str]
    frequent: list[str]


@cache
def shelves() -> Shelves:
    return Shelves.model_validate(_read("shelves.toml"))


@cache
def lives() -> dict[Kind, Life]:
    return TypeAdapter(dict[Kind, Life]).validate_python(_read("stages.toml"))


@cache
def happenings() -> dict[str, Happening]:
    """By the fact's type."""
    return TypeAdapter(dict[str, Happening]).validate_python(_read("happenings.toml"))


@cache
def services() -> list[Service]:
    return TypeAdapter(list[Service]).validate_python(_read("services.toml")["services"])


@cache
def _titles() -> dict[str, str]:
    return {service.matter: service.title for service in services()}


@cache
def _defined(matter: str) -> str:
    """Of a matter that is not on the front page: its definition's title, which lies in the same package; else 办件."""
    try:
        return definition_of(folder_of(matter)).title
    except FileNotFoundError:
        return "办件"


def title_of(matter: str, kind: Kind | None) -> str:
    """What people call it."""
    life = lives().get(kind) if kind else None
    own = (_titles().get(matter) or _defined(matter)) if matter else "通办"
    if life is None or not life.title:
        return own
    return f"{life.title}：{own}" if kind in {"mandate", "acting"} else life.title


def _read(name: str) -> dict[str, object]:
    return tomllib.loads((HOME / name).read_text(encoding="utf-8"))
