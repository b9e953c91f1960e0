"""Facts at rest: filed beside the record they are about, and marked until the bus has them."""

import hashlib
from uuid import uuid4

from chalicelib import correlation
from chalicelib.events import Event, Fact
from chalicelib.store.row import Row

SHARDS = 4
KEPT_SECONDS = 400 * 24 * 3600


def to_row(event: Event) -> Row:
    """The row of a new fact, still unsent."""
    fact = Fact(
        id=uuid4().hex,
        type=event.type,
        version=event.version,
        correlation_id=correlation.current(),
        data=event.model_dump(mode="json"),
    )
    at = event.at.isoformat()
    row = Row(event.case_id, f"fact#{at}#{fact.id}", body=fact.model_dump(mode="json"))
    row.ttl = int(event.at.timestamp()) + KEPT_SECONDS
    row.outbox_shard, row.outbox_at = _shard(event.case_id), at
    return row


def of(row: Row) -> Fact:
    return Fact(**row.body)


def _shard(case_id: str) -> str:
    """Spreads unsent facts, so that the index has no single hot key when the bus is down."""
    return str(hashlib.sha256(case_id.encode()).digest()[0] % SHARDS)
