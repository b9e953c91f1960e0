"""A sticker: the random code in its QR, and the short serial printed under it."""

import secrets
from base64 import b32encode
from typing import Literal

from pydantic import AwareDatetime, BaseModel

from chalicelib.store import Record

CODE_LENGTH = 26
SERIAL_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
Layout = Literal["standard", "elder"]


class Sticker(Record):
    """Filed under the blinded code: whoever reads the table can neither print nor scan a sticker.

    ``edition`` counts a vehicle's stickers; the dead ones stay, as its history.
    """

    vehicle_id: str
    serial: str
    edition: int
    status: Literal["active", "replaced", "revoked", "suspended"] = "active"
    issued_at: AwareDatetime
    ended_at: AwareDatetime | None = None

    def listing(self) -> tuple[str, str]:
        return made_for(self.vehicle_id), f"{self.edition:06}"


class Named(BaseModel):
    """The sticker the owner has in mind ("" for none): a wish about one that is gone changes nothing."""

    serial: str


class Face(BaseModel):
    """Everything a printed sticker says; nothing personal."""

    link: str
    serial: str
    domain: str
    hotline: str


def made_for(vehicle_id: str) -> str:
    """The list a vehicle's stickers stand in."""
    return f"stickers-of#{vehicle_id}"


def new_code() -> str:
    """130 random bits in RFC 4648 base32: upper-case, so the QR stays in its dense alphanumeric mode."""
    return b32encode(secrets.token_bytes(17)).decode()[:CODE_LENGTH]


def new_serial() -> str:
    """Seven random characters and a check character; drawn apart from the code, so neither tells the other."""
    body = "".join(secrets.choice(SERIAL_ALPHABET) for _ in range(7))
    return body + check_character(body)


def check_character(body: str) -> str:
    """GB 32100-2015: weights 3^i modulo 31, over an alphabet without I, O, S, V, Z."""
    total = sum(SERIAL_ALPHABET.index(sign) * pow(3, i, 31) for i, sign in enumerate(body))
    return SERIAL_ALPHABET[-total % 31]


def is_serial(text: str) -> bool:
    """Whether ``text`` can be a serial: a slip of the pen in one place, or two swapped, is noticed."""
    known = len(text) == 8 and all(sign in SERIAL_ALPHABET for sign in text)
    return known and check_character(text[:-1]) == text[-1]
