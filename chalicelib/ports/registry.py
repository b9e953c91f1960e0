"""What other departments' registries know about people: asked with consent, field by field, and answered under signature."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, Protocol

from pydantic import AwareDatetime

Because = Literal["down", "no_consent", "not_allowed", "no_household"]


@dataclass(frozen=True)
class Answer:
    """``fields`` by name; lists hold what is known of all the people asked about, together.

    ``signed``: the registry's own words, a compact JWS (RFC 7515), which anybody may verify later. ``answered_at``: when
    the registry said so, which may be earlier than now; ``fresh_until``: how long that may be relied upon.
    """

    status: Literal["answered", "unknown_person"]
    answered_at: AwareDatetime
    fresh_until: AwareDatetime
    fields: dict[str, Any] = field(default_factory=dict)
    signed: str = ""


class Unavailable(Exception):
    """There is no answer that may be relied upon: the case goes on as "to be verified", and asks again.

    ``because``: the registry or the way to it is down, or answered what cannot be believed; the citizen has not consented,
    or has revoked; this matter may not ask that at all, which no repetition mends; or the police have yet to say whom the
    household consists of.
    """

    def __init__(self, service: str, because: Because = "down") -> None:
        super().__init__(f"{service}: {because}")
        self.service = service
        self.because = because


class Registry(Protocol):
    """The one way to any registry. ``service`` is ``<registry>/<service>``: ``police/household``."""

    def consent(self, citizen_id: str, case_id: str, purpose: str, services: Sequence[str]) -> None:
        """Note that the citizen lets this matter ask these services for this case. Harmless to repeat.

        Raises Unavailable.
        """
        ...

    def ask(
        self,
        service: str,
        id_numbers: Sequence[str],
        fields: Sequence[str],
        case_id: str,
        purpose: str,
        by: str,
    ) -> Answer:
        """What the registry says about these people; ``by`` is the id of the citizen or officer who made us ask.

        Members of the applicant's household may be asked about once ``police/household`` has named them for this case.
        Raises Unavailable, after five seconds at the latest.
        """
        ...
