"""What happens to a request, as facts. ``case_id`` is the request; no fact holds a number or a name."""

from typing import Any, ClassVar, Literal

from pydantic import AwareDatetime

from chalicelib.events import Event

CASE = {
    "case_id": "9f86d081884c7d659a2feaa0c55ad015",
    "at": "2026-11-24T08:00:00Z",
    "owner_id": "citizen-1",
    "vehicle_id": "3f0c9a4e5b6d47a1a2b3c4d5e6f70819",
}


class RequestFact(Event):
    """What every fact about a request carries."""

    owner_id: str
    vehicle_id: str


class Asked(RequestFact):
    """Starts the state machine, which closes the case at ``closes_at``."""

    type: ClassVar[str] = "car_move.asked"
    example: ClassVar[dict[str, Any]] = {**CASE, "reason": "blocks_exit", "closes_at": "2026-11-24T08:19:00Z"}
    reason: str
    closes_at: AwareDatetime


class Answered(RequestFact):
    """Somebody pressed 1."""

    type: ClassVar[str] = "car_move.answered"
    example: ClassVar[dict[str, Any]] = CASE


class Replied(RequestFact):
    """The owner, or who is rung for them, has let the passer-by know; ``minutes`` where somebody is coming."""

    type: ClassVar[str] = "car_move.replied"
    example: ClassVar[dict[str, Any]] = {**CASE, "answer": "coming", "minutes": 5}
    answer: Literal["coming", "cannot", "wrong_car"]
    minutes: int


class MessageLeft(RequestFact):
    """No number was free to call by, and the passer-by asked to have the owner told."""

    type: ClassVar[str] = "car_move.message_left"
    example: ClassVar[dict[str, Any]] = {**CASE, "reason": "blocks_exit"}
    reason: str


class CodeWanted(Event):
    """The passer-by wants to prove their phone, by a code that is texted to it."""

    type: ClassVar[str] = "car_move.code_wanted"
    example: ClassVar[dict[str, Any]] = {"case_id": CASE["case_id"], "at": CASE["at"]}


class Missed(RequestFact):
    """The first call came to an end, and nobody had pressed 1."""

    type: ClassVar[str] = "car_move.missed"
    example: ClassVar[dict[str, Any]] = CASE


class Unreachable(RequestFact):
    """The call did not get through: let the owner know some other way."""

    type: ClassVar[str] = "car_move.unreachable"
    example: ClassVar[dict[str, Any]] = {**CASE, "reason": "blocks_exit"}
    reason: str


class Urged(RequestFact):
    """Texts have gone out and somebody still waits: the request stands first in the owner's list."""

    type: ClassVar[str] = "car_move.urged"
    example: ClassVar[dict[str, Any]] = CASE


class Closed(RequestFact):
    """Over; ``outcome`` is ``not_called`` where the passer-by never rang. ``seconds`` were talked or billed."""

    type: ClassVar[str] = "car_move.closed"
    example: ClassVar[dict[str, Any]] = {**CASE, "outcome": "answered", "seconds": 42}
    outcome: Literal["answered", "replied", "unreachable", "not_called"]
    seconds: int
