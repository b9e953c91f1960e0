"""办好了告诉我: what somebody looked for in vain, and is told of once it is there."""

from datetime import datetime, timedelta

from pydantic import AwareDatetime

from chalicelib.store import Personal, Record

from .gap import Entry

SOUGHT, ANSWERING = "demand-sought", "demand-answering"
KEPT = timedelta(days=180)


class Wish(Record):
    """``id`` is whose it is, ``sought`` what: the same twice is one wish. ``text``: as typed, masked.

    ``answer`` and ``told``: what they were told of, and when.
    """

    sought: str
    text: Personal
    at: AwareDatetime
    answer: Entry | None = None
    told: AwareDatetime | None = None
    until: AwareDatetime

    @property
    def part(self) -> str:
        return self.sought

    def listing(self) -> tuple[str, str] | None:
        """Who waits for it."""
        return None if self.told else (f"demand-waiting#{self.sought}", self.id)

    def expires(self) -> datetime:
        return self.until


class Sought(Record):
    """One thing that is waited for. ``core``: the masked words; ``proposed``: what the search finds for it now.

    ``answer``: confirmed; whoever waits is being told, and whoever wishes it from now on is shown it.
    """

    core: Personal
    text: Personal
    at: AwareDatetime
    wishes: int = 0
    proposed: Entry | None = None
    answer: Entry | None = None
    dismissed: str = ""  # the proposal that was no answer
    until: AwareDatetime

    def listing(self) -> tuple[str, str]:
        return (ANSWERING if self.answer else SOUGHT), self.id

    def expires(self) -> datetime:
        return self.until
