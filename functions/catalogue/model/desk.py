"""What editors see."""

from collections.abc import Sequence
from datetime import date
from typing import get_args

from pydantic import AwareDatetime, BaseModel

from chalicelib.definition.areas import SHORT as CITIES

from .content import CALLED, PLACES, What
from .entry import State, Version
from .words import ALL_THEMES, Audience, TaskType

STATES: dict[State, str] = {
    "draft": "草稿",
    "proposed": "等审核",
    "scheduled": "到日子生效",
    "published": "已发布",
    "dropped": "已作废",
}


def _options(words: Sequence[str]) -> list[tuple[str, str]]:
    return [(word, word) for word in words]


class Work(BaseModel):
    """One entry on the desk."""

    id: str
    what: What
    title: str
    number: int
    state: State
    effective: date
    written: AwareDatetime
    by: str
    mine: bool
    remark: str = ""

    @property
    def href(self) -> str:
        return f"/catalogue/editor/entries/{self.id}"

    @property
    def kind(self) -> str:
        return CALLED[self.what]


class Desk(BaseModel):
    drafts: list[Work]
    proposals: list[Work]
    due: list[Work]
    number: int
    entries: int
    at: AwareDatetime | None


class Named(BaseModel):
    id: str
    title: str
    published: int
    latest: int


class Entries(BaseModel):
    what: What
    begins: str
    items: list[Named]
    next: str | None

    @property
    def kinds(self) -> dict[What, str]:
        return CALLED


class Form(BaseModel):
    """The form's fields as text. ``fresh``: nothing is there yet under that id."""

    id: str
    what: What
    fields: dict[str, str]
    effective: date
    areas: list[str] = ["34"]
    audience: list[str] = ["自然人"]
    elder: bool = False
    seen: int = 0
    fresh: bool = True
    state: str = ""
    number: int = 0
    remark: str = ""
    added: str = ""

    @property
    def action(self) -> str:
        return f"/catalogue/editor/{PLACES[self.what]}/{self.id}"

    @property
    def kind(self) -> str:
        return CALLED[self.what]

    @property
    def themes(self) -> list[tuple[str, str]]:
        return _options(ALL_THEMES)

    @property
    def types(self) -> list[tuple[str, str]]:
        return _options(get_args(TaskType))

    @property
    def audiences(self) -> list[tuple[str, str]]:
        return _options(get_args(Audience))

    @property
    def cities(self) -> dict[str, str]:
        return CITIES


class Difference(BaseModel):
    """One element: the lines of it that are gone, and those that are new."""

    label: str
    gone: list[str]
    added: list[str]


class Told(BaseModel):
    """A version in the history."""

    number: int
    state: str
    in_force: bool
    was_published: bool
    effective: date
    written: AwareDatetime
    by: list[str]
    published_by: str
    note: str
    origin: str


class History(BaseModel):
    """One entry with all its versions, what the open one changes, and what may be done with it."""

    id: str
    what: What
    title: str
    open: Told | None
    remark: str
    may_publish: bool
    differences: list[Difference]
    findings: list[str]
    versions: list[Told]
    guide: str
    preview: str
    edit: str
    in_force: int

    @property
    def kind(self) -> str:
        return CALLED[self.what]


class Begun(BaseModel):
    """Where the form of the new entry is."""

    href: str


class Seen(BaseModel):
    """A short answer to a verb: how the entry stands."""

    id: str
    number: int
    state: State

    @classmethod
    def of(cls, version: Version) -> "Seen":
        return cls(id=version.id, number=version.number, state=version.state)
