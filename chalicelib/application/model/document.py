"""A material as it was handed in: what was sent, looked at and kept. The file itself lies where ``key`` says."""

from typing import Literal

from pydantic import AwareDatetime, BaseModel

from chalicelib.definition.materials import MediaType
from chalicelib.store import Record

Trouble = Literal["", "none", "unreadable", "wrong_type", "too_large", "active", "locked", "too_often"]


class Document(Record):
    """``id`` is the case's, the part is the material's name. ``sha256`` is of the file as it is kept.

    ``earlier``: keys of what was handed in before, kept once the case was submitted.
    """

    name: str
    key: str
    media_type: MediaType
    size: int
    sha256: str
    handed_in: AwareDatetime
    earlier: list[str] = []

    @property
    def part(self) -> str:
        return self.name


class Slot(BaseModel):
    """One material on the page: what is wanted, what is there, and the form that takes a file."""

    name: str
    title: str
    help: str
    necessity: str
    accepts: list[MediaType]
    most_megabytes: int
    there: Document | None
    url: str = ""
    fields: dict[str, str] = {}
    trouble: Trouble = ""


class Slots(BaseModel):
    """``provided``: titles of materials that nobody has to hand in, as registries have them."""

    case_id: str
    slots: list[Slot]
    provided: list[str]
    missing: list[str]
    is_open: bool
