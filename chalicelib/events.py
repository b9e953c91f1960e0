"""Facts, as they travel on the bus: past tense, immutable, typed, versioned, ids only."""

import json
from typing import Any, ClassVar

from pydantic import AwareDatetime, BaseModel, ConfigDict


class Event(BaseModel):
    """Subclass per fact: ``Asked`` in ``car_move`` is ``car_move.asked``.

    Its validator is made on first use: a function tells few facts, and starts faster without the others.
    The subclass is the contract: its JSON Schema and its ``example`` are generated into
    ``docs/generated/events``. Adding an optional field is free; anything else raises ``version``.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)
    type: ClassVar[str]
    version: ClassVar[int] = 1
    example: ClassVar[dict[str, Any]]

    case_id: str
    at: AwareDatetime


class Fact(BaseModel):
    """An event on its way: the envelope that the bus carries as its ``Detail``."""

    model_config = ConfigDict(frozen=True)
    id: str
    type: str
    version: int
    correlation_id: str
    data: dict[str, Any]

    @classmethod
    def from_bus(cls, body: str) -> "Fact":
        """The fact in an inbox message: EventBridge's envelope around our own."""
        return cls.model_validate(json.loads(body)["detail"])
