"""What the carrier still has to delete: its record of a call or a text."""

from typing import Literal

from pydantic import AwareDatetime

from chalicelib.store import Record

What = Literal["call", "text"]
DUE = "erasures"


class Erasure(Record):
    """Stands in the list of what is due until the carrier has confirmed, however long that takes.

    The id is made from the carrier's own, so that a repeated callback asks for the same deletion.
    """

    what: What
    carrier_id: str
    due_at: AwareDatetime
    tries: int = 0

    def listing(self) -> tuple[str, str]:
        return DUE, f"{self.due_at.isoformat()}#{self.id}"
