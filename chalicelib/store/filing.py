"""Between records and rows: what is written open, what is sealed, what is indexed."""

import json
import secrets
from datetime import datetime
from typing import Protocol, TypeVar

from chalicelib.store.record import Record, personal_fields, sort_key
from chalicelib.store.row import Row

R = TypeVar("R", bound=Record)


class Seals(Protocol):
    """The part of the vault that filing needs."""

    def seal(self, text: str, context: str) -> bytes: ...

    def open(self, sealed: bytes, context: str) -> str: ...


def to_row(record: Record, vault: Seals) -> Row:
    """The row to write: the next version of ``record``."""
    personal = personal_fields(type(record))
    row = Row(record.id, sort_key(record.kind, record.part))
    row.version = _first_version() if record.version is None else record.version + 1
    row.body = record.model_dump(mode="json", exclude={"id", "version", *personal})
    if personal:
        secret = record.model_dump(mode="json", include=set(personal))
        row.sealed = vault.seal(json.dumps(secret, ensure_ascii=False), _context(row))
    if place := record.listing():
        row.list_key, row.list_sort = place
    if until := record.expires():
        row.ttl = int(until.timestamp())
    return row


def from_row(model: type[R], row: Row, vault: Seals) -> R:
    """The record that ``row`` holds."""
    secret = json.loads(vault.open(row.sealed, _context(row))) if row.sealed else {}
    return model(id=row.pk, version=int(row.version), **row.body, **secret)


def is_live(row: Row, now: datetime) -> bool:
    """DynamoDB removes expired rows up to two days late; we do not wait for it.

    https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/TTL.html
    """
    return row.ttl is None or row.ttl > now.timestamp()


def _first_version() -> int:
    """Random, as an expired row may be replaced: whoever read the old one must not pass for a reader of the new."""
    return secrets.randbits(48)


def _context(row: Row) -> str:
    """Ties a sealed value to its row, so that it cannot be moved to another."""
    return f"{row.Meta.table_name}|{row.pk}|{row.sk}"
