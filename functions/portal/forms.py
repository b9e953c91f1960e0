"""What people send, and what they see."""

from typing import Annotated, Literal

from pydantic import AwareDatetime, BaseModel, Field

from .model.affair import Kind, Show
from .model.digest import Count, Place

Cursor = Annotated[str, Field(max_length=1024)]


class MineQuery(BaseModel):
    show: Show = "open"
    cursor: Cursor = ""


class InboxQuery(BaseModel):
    cursor: Cursor = ""
    done: Literal["", "read"] = ""


class Shown(BaseModel):
    """One affair. ``mine``: it waits for the citizen; ``remaining`` in working days; ``paused``: why the clock stands still."""

    kind: Kind
    matter: str
    thing: str
    title: str
    stage: str
    status: str
    next: str
    mine: bool
    done: bool
    paused: str
    due: AwareDatetime | None
    remaining: int | None
    time: str
    pressing: bool
    first: AwareDatetime
    at: AwareDatetime
    url: str


class Mine(BaseModel):
    """``kept``: this device keeps a copy for when there is no network."""

    show: Show
    affairs: list[Shown]
    cursor: str | None
    kept: bool = False


class Line(BaseModel):
    """One message."""

    text: str
    title: str
    at: AwareDatetime
    unread: bool
    url: str
    fact: str
    case_id: str


class Inbox(BaseModel):
    """``unread``: among the latest; ``now``: up to when they are marked as read."""

    messages: list[Line]
    unread: int
    now: AwareDatetime
    cursor: str | None
    kept_days: int
    kept: bool = False
    done: Literal["", "read"] = ""


class Reading(BaseModel):
    """``until``: when the page was made, so that what came since stays unread."""

    until: AwareDatetime


class Read(BaseModel):
    until: AwareDatetime


class AccountQuery(BaseModel):
    done: Literal["", "forgotten", "keeping", "not_keeping"] = ""


class Account(BaseModel):
    """Who somebody is, as far as they may be shown it here: of name and phone, a part."""

    level: int
    roles: list[str]
    name: str
    phone_end: str
    keeping: bool
    done: Literal["", "forgotten", "keeping", "not_keeping"] = ""


class Keeping(BaseModel):
    """Whether this device may keep my affairs and messages for when there is no network."""

    keep: bool = False


class Kept(BaseModel):
    keeping: bool


class Forgetting(BaseModel):
    """Nothing to fill in."""


class Forgotten(BaseModel):
    """How many records are gone."""

    records: int


class CityQuery(BaseModel):
    area: Annotated[str, Field(max_length=12)] | None = None
    next: Annotated[str, Field(max_length=2048)] = "/"


class Cities(BaseModel):
    chosen: str
    names: dict[str, str]
    next: str


class Tile(BaseModel):
    """A service that runs here."""

    matter: str
    title: str
    address: str
    icon: str
    elder: bool


class Catalogue(BaseModel):
    """What the front page shows of the last release, in the chosen city."""

    frequent: list[Place]
    scenarios: list[Place]
    elder: list[Place]
    themes: list[Count]
    departments: list[Count]
    audiences: list[Count]


class Front(BaseModel):
    """``catalogue`` None: nothing is published yet. The last two are empty for a stranger."""

    signed_in: bool
    city: str
    city_name: str
    services: list[Tile]
    catalogue: Catalogue | None
    affairs: list[Shown]
    unread: int
