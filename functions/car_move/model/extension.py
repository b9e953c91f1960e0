"""An extension: the PIN by which a session is known to whoever does not call from its phone."""

from datetime import datetime

from pydantic import AwareDatetime

from chalicelib.store import Record
from functions.car_move.model.session import Route


class Extension(Record):
    """Filed under number and PIN, blinded together; leads to one side's route, for one case only."""

    line: str
    number: str
    case_id: str
    held_until: AwareDatetime

    def expires(self) -> datetime:
        return self.held_until

    def opens(self, route: Route | None, now: datetime) -> bool:
        """Whether that route is live, and still the one that the PIN was given for."""
        return route is not None and route.case_id == self.case_id and route.is_live(now)
