"""What an officer reads about their batches, and an owner before activating: never a code, never a PIN."""

from typing import Literal

from pydantic import AwareDatetime, BaseModel

from functions.car_move.model.batch import PER_PART, Batch
from functions.car_move.model.shown import Card
from functions.car_move.model.sticker import Layout

BatchDone = Literal["", "made", "voided", "restored"]


class Part(BaseModel):
    """What is downloaded at once: stickers ``first`` to ``last``, counted from one."""

    number: int
    first: int
    last: int


class BatchCard(BaseModel):
    """One batch: ``made`` of its ``count`` stickers exist, ``activated`` of these are in use."""

    id: str
    title: str
    count: int
    made: int
    activated: int
    layout: Layout
    made_at: AwareDatetime
    printable_until: AwareDatetime
    void: bool
    printable: bool
    parts: list[Part]
    done: BatchDone = ""

    @staticmethod
    def of(batch: Batch, activated: int, printable: bool) -> "BatchCard":
        parts = [
            Part(number=first // PER_PART + 1, first=first + 1, last=min(first + PER_PART, batch.made))
            for first in range(0, batch.made, PER_PART)
        ]
        kept = batch.model_dump(include=set(BatchCard.model_fields))
        return BatchCard(**kept, activated=activated, printable=printable, parts=parts)


class BatchLine(BaseModel):
    """A batch in a list."""

    id: str
    title: str
    count: int
    made_at: AwareDatetime
    void: bool


class BatchList(BaseModel):
    batches: list[BatchLine]
    cursor: str | None


class BatchForm(BaseModel):
    """An empty order. ``request`` names it, so that sending it twice orders once."""

    request: str
    left_today: int
    most: int


class Fleet(BaseModel):
    """An owner's vehicles that have a sticker to print."""

    vehicles: list[Card]


class ClaimForm(BaseModel):
    """An empty activation; ``serial`` is filled in for whoever scanned the strip."""

    serial: str
