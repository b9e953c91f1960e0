"""Stickers printed in advance: a batch of them, each still of no vehicle, and what its owner activates it with."""

import secrets
from datetime import datetime
from typing import Annotated

from pydantic import AwareDatetime, BaseModel, Field, StringConstraints

from chalicelib.store import Personal, Record
from functions.car_move.model.limits import LIMITS
from functions.car_move.model.sticker import Face, Layout

PIN_LENGTH = 8
CHUNK = (
    48  # two records for each, the batch, the chunk and a fact: 99 of the 100 changes a transaction may hold
)
PER_PART = 5 * CHUNK  # of a download: 60 sheets, drawn in a quarter of the time a request may take


class Batch(Record):
    """``made`` of its ``count`` stickers exist; a repeated order goes on from there."""

    maker_id: str
    title: Personal
    count: int
    made: int = 0
    layout: Layout = "standard"
    made_at: AwareDatetime
    printable_until: AwareDatetime
    void: bool = False

    @property
    def is_complete(self) -> bool:
        return self.made == self.count

    def listing(self) -> tuple[str, str]:
        return batches_of(self.maker_id), f"{self.made_at.isoformat()}#{self.id}"


class Chunk(Record):
    """What is printed of some stickers of a batch (the id), sealed; gone once the batch may not be printed any more."""

    first: int
    printed: Personal
    until: AwareDatetime

    @property
    def part(self) -> str:
        return f"{self.first:04}"

    def expires(self) -> datetime:
        return self.until


class Blank(Record):
    """A sticker of no vehicle, filed where the sticker will be: under its blinded code.

    ``proof`` is the blinded PIN. Taken, it remembers by which vehicle, and its code is erased here.
    """

    batch_id: str
    serial: str
    code: Personal
    proof: str
    until: AwareDatetime
    vehicle_id: str = ""

    def expires(self) -> datetime:
        return self.until


class Numbered(Record):
    """From a blank's printed serial (the id, prefixed) to its key; no two blanks share a serial."""

    blank_id: str
    until: AwareDatetime

    def expires(self) -> datetime:
        return self.until


class Printed(BaseModel):
    """One sticker of a chunk: all that is needed to print it."""

    code: str
    serial: str
    pin: str


class Ticket(Face):
    """A sticker to be printed with its strip: the PIN, and where it is activated."""

    pin: str
    claim: str


class Order(BaseModel):
    """What an officer fills in. The same ``request`` again is the same order, and goes on where it stopped."""

    request: Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9-]{4,64}$")]
    title: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=30)]
    count: int = Field(ge=1, le=LIMITS.batch_stickers)
    layout: Layout = "standard"


class Claim(BaseModel):
    """What an owner fills in to activate a sticker: its serial, code or link, the PIN, and the plate."""

    sticker: str = Field(min_length=1, max_length=200)
    pin: str = Field(min_length=1, max_length=20)
    plate: str = Field(max_length=20)


def batches_of(maker_id: str) -> str:
    """The list somebody's batches stand in."""
    return f"batches-of#{maker_id}"


def numbered(serial: str) -> str:
    return f"serial#{serial}"


def new_pin() -> str:
    return "".join(secrets.choice("0123456789") for _ in range(PIN_LENGTH))
