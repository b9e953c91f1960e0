"""What operators see: sums and ids, and nobody's data."""

from typing import Literal

from pydantic import AwareDatetime, BaseModel

from functions.car_move.model.report import Abuse, Report

Done = Literal["", "dismissed", "suspended"]


class Calls(BaseModel):
    """Today's requests. ``ring_*``: seconds from asking to the first ring, as the upper end of a bucket."""

    live: int
    asked: int
    reached: int
    missed: int
    not_called: int
    answer_percent: int | None
    ring_p50: int | None
    ring_p95: int | None


class Numbers(BaseModel):
    """The pool, as the phone that took most of it in the last hour saw it."""

    numbers: int
    busy: int
    quarantined: int
    free: int


class Money(BaseModel):
    """Today's cost, estimated, in fen."""

    spent: int
    texts: int
    ceiling: int
    percent: int


class OpenReport(BaseModel):
    id: str
    about: Literal["sticker", "caller"]
    abuse: Abuse
    serial: str
    times: int
    at: AwareDatetime

    @staticmethod
    def of(report: Report) -> "OpenReport":
        return OpenReport.model_validate(report.model_dump(include=set(OpenReport.model_fields)))


class Operations(BaseModel):
    """``turned_away``: today's refused attempts, by why; only operators are told why."""

    at: AwareDatetime
    calls: Calls
    numbers: Numbers
    money: Money
    turned_away: dict[str, int]
    reports: list[OpenReport]
    cursor: str | None
    done: Done = ""
