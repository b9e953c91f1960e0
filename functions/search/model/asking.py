"""What forms of a conversation bring; ``turn`` is the last turn that its page showed."""

from typing import Annotated, Literal

from pydantic import BaseModel, Field, StringConstraints

Turn = Annotated[int, Field(ge=0, le=100_000)]
Words = Annotated[str, StringConstraints(strip_whitespace=True, max_length=300)]
Done = Literal["", "sent", "closed"]


class Say(BaseModel):
    turn: Turn = 0
    text: Words = ""


class Pick(BaseModel):
    turn: Turn
    value: Annotated[str, Field(max_length=120)]


class Walk(BaseModel):
    turn: Turn
    done: Annotated[list[Annotated[str, Field(max_length=200)]], Field(max_length=60)] = []


class Nothing(BaseModel):
    """A button and nothing else."""


class LookQuery(BaseModel):
    """``recording``: what was spoken, and is being listened to; ``q``: words from the search page to begin with."""

    recording: Annotated[str, Field(pattern=r"^[A-Za-z0-9-]{0,64}$")] = ""
    q: Words = ""


class ArrivedQuery(BaseModel):
    """Ours; what S3 adds is not read."""

    turn: Turn = 0


class Reply(BaseModel):
    turn: Turn
    text: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=1000)]


class DeskQuery(BaseModel):
    done: Done = ""
