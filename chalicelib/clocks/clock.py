"""How the time of a case runs: since when, how long, and when it stood still."""

from typing import Literal

from pydantic import AwareDatetime, BaseModel

Reason = Literal["correction", "special_procedure", "notice", "objection"]


class Pause(BaseModel):
    """``until`` None: it stands still now. A special procedure (特别程序) carries its written notice, and who gave it."""

    why: Reason
    since: AwareDatetime
    until: AwareDatetime | None = None
    explanation: str = ""
    by: str = ""


class Clock(BaseModel):
    """``limit`` in working days. The day it starts is not counted (民法典第二百零一条), nor one it stands still on."""

    started: AwareDatetime
    limit: int
    pauses: list[Pause] = []
