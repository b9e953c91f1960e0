"""One DynamoDB transaction: records under their optimistic locks, and the facts about them."""

from datetime import datetime

from pynamodb.exceptions import TransactWriteError
from pynamodb.expressions.condition import Condition
from pynamodb.expressions.update import Action
from pynamodb.transactions import TransactWrite

from chalicelib.errors import Conflict
from chalicelib.events import Event
from chalicelib.store import facts, filing, tally
from chalicelib.store.record import Delete, Record, Unchanged, sort_key
from chalicelib.store.row import Row, connection
from chalicelib.store.tally import Add

BEATEN = {"TransactionCanceledException", "TransactionInProgressException"}


class Transaction:
    """Collects changes, then writes them in one round trip."""

    def __init__(self, vault: filing.Seals, now: datetime) -> None:
        self._vault = vault
        self._now = now
        self._checks: list[tuple[Row, Condition]] = []
        self._saves: list[tuple[Row, Condition]] = []
        self._deletes: list[tuple[Row, Condition]] = []
        self._written: list[tuple[Record, Row]] = []
        self._adds: list[Add] = []
        self.facts: list[Row] = []

    def add(self, change: Record | Event | Delete | Unchanged | Add) -> None:
        match change:
            case Add():
                self._adds.append(change)
            case Delete(record):
                self._deletes.append(_as_read(record))
            case Unchanged(record):
                self._checks.append(_as_read(record))
            case Event():
                row = facts.to_row(change)
                self._saves.append((row, Row.pk.does_not_exist()))
                self.facts.append(row)
            case Record():
                row = filing.to_row(change, self._vault)
                self._saves.append((row, self._lock(change)))
                self._written.append((change, row))

    def _lock(self, record: Record) -> Condition:
        """An expired row is no row: a new record may take its place."""
        if record.version is None:
            absent: Condition = Row.pk.does_not_exist() | (Row.ttl <= int(self._now.timestamp()))
            return absent
        unchanged: Condition = Row.version == record.version
        return unchanged

    def write(self, marker: Record | None = None) -> bool:
        """Write all; True when only ``marker`` stood in the way, in which case nothing is written.

        botocore adds the client request token, so a retried request is not a conflict with itself.
        Raises Conflict.
        """
        try:
            self._send()
        except TransactWriteError as error:
            if error.cause_response_code not in BEATEN:
                raise
            if marker and self._was_there(marker, error):
                return True
            raise Conflict("刚才有人同时做了修改，请刷新后再试一次。") from error
        for record, row in self._written:
            record.version = int(row.version)
        return False

    def _send(self) -> None:
        with TransactWrite(connection=connection()) as transaction:
            for row, condition in self._checks:
                transaction.condition_check(Row, row.pk, row.sk, condition=condition)
            for row, condition in self._deletes:
                transaction.delete(row, condition=condition, add_version_condition=False)
            for row, condition in self._saves:
                transaction.save(row, condition=condition)
            for add in self._adds:
                more: list[Action] = [Row.tally.add(add.many), Row.ttl.set(int(add.until.timestamp()))]
                transaction.update(tally.row_of(add), actions=more)

    def _was_there(self, marker: Record, error: TransactWriteError) -> bool:
        """Reasons come in the order of the request: checks, deletes, then saves."""
        position = next(i for i, (row, _) in enumerate(self._saves) if row.pk == marker.id)
        reason = error.cancellation_reasons[len(self._checks) + len(self._deletes) + position]
        return reason is not None and reason.code == "ConditionalCheckFailed"


def _as_read(record: Record) -> tuple[Row, Condition]:
    return Row(record.id, sort_key(record.kind, record.part)), Row.version == record.version
