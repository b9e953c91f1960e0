"""好差评: how an applicant found it. One or two stars open a task, which is answered within fifteen working days."""

from typing import Annotated, Literal

from pydantic import AwareDatetime, BaseModel, Field, StringConstraints

from chalicelib.store import Personal, Record

Stars = Annotated[int, Field(ge=1, le=5)]
Indicator = Literal["efficient", "clear_guide", "easy", "few_errands", "slow", "unclear", "hard", "rude"]
BAD, ANSWER_DAYS = 2, 15
FEW = 5
LEVELS = {5: "非常满意", 4: "满意", 3: "基本满意", 2: "不满意", 1: "非常不满意"}
INDICATORS: dict[Indicator, str] = {
    "efficient": "办事效率高",
    "clear_guide": "办事指南清楚",
    "easy": "平台好操作",
    "few_errands": "不用跑腿",
    "slow": "办得慢",
    "unclear": "办事指南不清楚",
    "hard": "平台不好操作",
    "rude": "服务态度差",
}


class Rating(Record):
    """``id`` is the case's. ``due``: when a bad one has to be answered, with a call back to whoever gave it."""

    area: str
    stars: Stars
    indicators: list[Indicator] = []
    words: Personal = ""
    given: AwareDatetime
    due: AwareDatetime | None = None
    answer: Personal = ""
    answered_by: str = ""
    answered: AwareDatetime | None = None
    called_back: bool = False

    def listing(self) -> tuple[str, str] | None:
        """Where officers find a bad one, until it is answered."""
        if self.due is None or self.answered:
            return None
        return bad_ratings(self.area), f"{self.area}#{self.due.isoformat()}#{self.id}"


class Given(BaseModel):
    """What the applicant fills in."""

    stars: Stars
    indicators: list[Indicator] = []
    words: Annotated[str, StringConstraints(strip_whitespace=True), Field(max_length=500)] = ""


class Ratings(BaseModel):
    """How many rated a matter, and how many of them were at least content (三星以上)."""

    given: int = 0
    good: int = 0

    @property
    def percent(self) -> int | None:
        """None while so few have rated that one of them would be recognised."""
        return self.good * 100 // self.given if self.given >= FEW else None


def bad_ratings(area: str) -> str:
    """The bad ratings of a city."""
    return f"bad-ratings#{area[:4]}"
