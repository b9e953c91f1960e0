"""A mandate (授权委托): who may act for whom in this matter, until when. Either side ends it at any time.

Basis: 民法典第一百六十五条 (what a mandate states), 第一百七十三条 (how it ends).
"""

from datetime import datetime
from typing import Annotated

from pydantic import AwareDatetime, BaseModel, Field, StringConstraints

from chalicelib.store import Record

CODE_DIGITS = 10


class Mandate(Record):
    """``id`` is the principal (被代办人), the part the agent (代办人). It exists, or it is over."""

    agent_id: str
    since: AwareDatetime
    until: AwareDatetime

    @property
    def part(self) -> str:
        return self.agent_id

    def listing(self) -> tuple[str, str]:
        return mandates_of_agent(self.agent_id), f"{self.since.isoformat()}#{self.id}"

    def expires(self) -> datetime:
        return self.until


class Offer(Record):
    """Filed under its blinded code, so that only who was told the code finds it; taken up once."""

    principal_id: str
    until: AwareDatetime
    mandate_days: int

    def expires(self) -> datetime:
        return self.until


class Wish(BaseModel):
    """For how long somebody may act."""

    days: Annotated[int, Field(ge=1, le=366)] = 90


class Code(BaseModel):
    """What an agent was told by the principal."""

    code: Annotated[str, StringConstraints(strip_whitespace=True), Field(max_length=20)]


class Party(BaseModel):
    """The other side of a mandate, by a masked name."""

    id: str
    name: str
    until: AwareDatetime


class Mandates(BaseModel):
    """Who acts for me, for whom I act, and the code to hand on, while it is good."""

    agents: list[Party]
    principals: list[Party]
    code: str = ""
    code_until: AwareDatetime | None = None


def mandates_of_agent(agent_id: str) -> str:
    """The list of those somebody acts for."""
    return f"mandates-of-agent#{agent_id}"
