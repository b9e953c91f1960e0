"""The press that makes releases, what it has still to print, and the releases there were."""

from datetime import datetime

from pydantic import AwareDatetime

from chalicelib.store import Record

PRESS = "press"
UNRELEASED, RELEASES = "unreleased", "releases"


class Tally(Record):
    """How much there is of what, in a release."""

    entries: int = 0
    themes: dict[str, int] = {}
    departments: dict[str, int] = {}
    digest: str = ""


class Press(Tally):
    """``id`` is always ``PRESS``. Whoever has the press until ``until`` makes release ``claimed``; numbers may be skipped."""

    number: int = 0
    claimed: int = 0
    until: AwareDatetime | None = None
    at: AwareDatetime | None = None

    def is_taken(self, now: datetime) -> bool:
        return self.until is not None and now < self.until


class Release(Tally):
    """One that lies on the shelf."""

    number: int
    at: AwareDatetime

    def listing(self) -> tuple[str, str]:
        return RELEASES, self.id


class Unreleased(Record):
    """The entry of that id has changed since the last release."""

    since: AwareDatetime

    def listing(self) -> tuple[str, str]:
        return UNRELEASED, f"{self.since.isoformat()}#{self.id}"


def named(number: int) -> str:
    return f"{number:06d}"


def key_of(number: int) -> str:
    """Where it lies on the shelf."""
    return f"catalogue/releases/{named(number)}.jsonl.gz"


LATEST = "catalogue/latest.json"
