"""A text on its way through us to the other side, and who wants none."""

from datetime import datetime

from pydantic import AwareDatetime

from chalicelib.store import Personal, Record

DUE = "texts"


class Passing(Record):
    """Filed under the text that it answers or passes on, so that a repeat finds it; ``done``, it is only that."""

    to: Personal
    show: str
    body: Personal
    due_at: AwareDatetime
    until: AwareDatetime
    tries: int = 0
    done: bool = False

    def listing(self) -> tuple[str, str] | None:
        return None if self.done else (DUE, f"{self.due_at.isoformat()}#{self.id}")

    def expires(self) -> datetime:
        return self.until


class Silence(Record):
    """A phone (the id, blinded) that has asked for no more texts of ours."""

    since: AwareDatetime


def silence(line: str) -> str:
    return f"silence#{line}"
