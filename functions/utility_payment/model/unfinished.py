"""A payment that is not final: what the minute's sweep and the operators see. Gone once it is."""

from datetime import datetime

from pydantic import AwareDatetime

from chalicelib.store import Record


class Unfinished(Record):
    """``id`` is the payment's. ``look`` is when the sweep sees to it, should the state machine have stopped."""

    since: AwareDatetime
    look: AwareDatetime
    status: str
    amount: int

    def listing(self) -> tuple[str, str]:
        return UNFINISHED, self.look.isoformat()


UNFINISHED = "unfinished-payments"


def due(by: datetime) -> str:
    """The sort key up to which payments are to be looked at."""
    return by.isoformat()
