"""What is kept of an entry: its head, and every version there ever was."""

from datetime import date
from typing import Literal

from pydantic import AwareDatetime

from chalicelib.store import Record

from .content import Content, What

State = Literal["draft", "proposed", "scheduled", "published", "dropped"]
DRAFTS, PROPOSALS, DUE = "work#draft", "work#proposed", "due"


class Entry(Record):
    """The head. ``published`` is the version in force, 0 before the first. ``loaded``: digest of the file it came from last."""

    what: What
    title: str
    latest: int = 0
    published: int = 0
    loaded: str = ""

    def listing(self) -> tuple[str, str]:
        return entries_of(self.what), f"{self.title}#{self.id}"


class Version(Record):
    """``authors`` may not publish it. ``effective``: from which day on it is in force, in Beijing."""

    number: int
    content: Content
    state: State
    effective: date
    authors: tuple[str, ...]
    written: AwareDatetime
    note: str = ""
    remark: str = ""
    origin: str = "editor"
    published_by: str = ""
    published: AwareDatetime | None = None

    @property
    def part(self) -> str:
        return part_of(self.number)

    @property
    def is_open(self) -> bool:
        """Still being worked on."""
        return self.state in {"draft", "proposed"}

    def listing(self) -> tuple[str, str] | None:
        """Work to do, oldest first; or what comes into force, by its day."""
        match self.state:
            case "draft":
                return DRAFTS, f"{self.written.isoformat()}#{self.id}"
            case "proposed":
                return PROPOSALS, f"{self.written.isoformat()}#{self.id}"
            case "scheduled":
                return DUE, f"{self.effective.isoformat()}#{self.id}"
        return None


class Listed(Record):
    """An entry in one of the lists that people leaf through; ``facet`` is which of them."""

    facet: str
    key: str
    sort: str
    what: What
    title: str
    summary: str = ""
    areas: list[str] = []
    runs_at: str = ""

    @property
    def part(self) -> str:
        return self.facet

    def listing(self) -> tuple[str, str]:
        return self.key, self.sort


def entries_of(what: What) -> str:
    return f"entries#{what}"


def part_of(number: int) -> str:
    return f"{number:06d}"
