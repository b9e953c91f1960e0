"""What comes back about cases, as officers see it: objections to a notice, and bad ratings."""

from typing import Annotated, Literal

from pydantic import AwareDatetime, BaseModel, Field

from chalicelib.application.model.desk import Words
from chalicelib.application.remaining import Pressure


class Waiting(BaseModel):
    """One that waits for an answer: nothing of whoever wrote it. ``due`` is the last moment of the last day."""

    case_id: str
    key: str = ""
    due: AwareDatetime
    left: str
    pressure: Pressure
    stars: int = 0


class Desk(BaseModel):
    """``about``: what these are."""

    about: Literal["objections", "ratings"]
    waiting: list[Waiting]
    cursor: str | None
    desks: list[str]
    done: str = ""


class DeskQuery(BaseModel):
    cursor: str | None = None
    done: str = ""


class Letter(BaseModel):
    """One of them, opened, which is logged: with who wrote it and how they are reached. ``answer`` "": not yet."""

    about: Literal["objections", "ratings"]
    case_id: str
    key: str = ""
    number: str
    words: str
    name: str = ""
    phone: str
    made: AwareDatetime
    due: AwareDatetime
    left: str
    pressure: Pressure
    stars: int = 0
    indicators: list[str] = []
    answer: str = ""


class OnObjection(BaseModel):
    """``upheld``: the case goes back to the step that decides on it."""

    upheld: bool
    words: Annotated[Words, Field(min_length=4)]


class OnRating(BaseModel):
    """``called_back``: whoever complained was reached."""

    called_back: bool
    words: Annotated[Words, Field(min_length=4)]
