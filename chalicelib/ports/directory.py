"""The province's directory: which citizen a phone belongs to, and which phone reaches a citizen."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Protocol

from chalicelib.errors import Busy, NotFound
from chalicelib.ports.kms import DataKey
from chalicelib.settings import settings
from chalicelib.vault import Vault

if TYPE_CHECKING:
    from types_boto3_dynamodb import DynamoDBClient


class Directory(Protocol):
    """Phones are sealed and are found by a blind index; nobody can list them."""

    def phone_of(self, citizen_id: str) -> str:
        """The phone (E.164); raises NotFound."""
        ...

    def citizen_of(self, phone: str) -> str | None: ...

    def put(self, citizen_id: str, phone: str) -> str:
        """Enter a citizen, unless the phone has one already; returns whose phone it is."""
        ...


@dataclass(frozen=True)
class TableDirectory:
    """Two rows per citizen in the province's table (hash key ``pk``): citizen → phone, phone → citizen.

    The data key of the whole province lies wrapped in the same table; a matter opens it only when its
    role may use the KMS key for the owner ``directory``.
    """

    parameters: Mapping[str, str]
    table: str = settings.directory

    def phone_of(self, citizen_id: str) -> str:
        row = self._row(_of_citizen(citizen_id))
        if row is None:
            raise NotFound("没有找到这位用户。")
        return self._vault.open(row["phone"]["B"], _of_citizen(citizen_id))

    def citizen_of(self, phone: str) -> str | None:
        row = self._row(self._of_phone(phone))
        return str(row["citizen_id"]["S"]) if row else None

    def put(self, citizen_id: str, phone: str) -> str:
        known = self.citizen_of(phone)
        if known is None and self._enter(self._rows(citizen_id, phone)):
            return citizen_id
        winner = known or self.citizen_of(phone)
        if winner is None:
            raise Busy("现在有点忙，请再试一次。", 1)
        return winner

    def _rows(self, citizen_id: str, phone: str) -> list[dict[str, Any]]:
        by_citizen = _of_citizen(citizen_id)
        return [
            {"pk": {"S": self._of_phone(phone)}, "citizen_id": {"S": citizen_id}},
            {"pk": {"S": by_citizen}, "phone": {"B": self._vault.seal(phone, by_citizen)}},
        ]

    def _enter(self, rows: list[dict[str, Any]]) -> bool:
        """Write all rows or none; False when one is there already, or is being written at this moment."""
        new: dict[str, Any] = {"TableName": self.table, "ConditionExpression": "attribute_not_exists(pk)"}
        puts: list[Any] = [{"Put": {**new, "Item": row}} for row in rows]
        try:
            self._dynamodb.transact_write_items(TransactItems=puts)
        except self._dynamodb.exceptions.TransactionCanceledException:
            return False
        return True

    def _row(self, key: str) -> dict[str, Any] | None:
        answer = self._dynamodb.get_item(TableName=self.table, Key={"pk": {"S": key}}, ConsistentRead=True)
        return answer.get("Item")

    def _of_phone(self, phone: str) -> str:
        return f"phone#{self._vault.blind(phone)}"

    @cached_property
    def _vault(self) -> Vault:
        return Vault(DataKey(lambda: self.parameters["data-key"], "directory", self._keep))

    def _keep(self, name: str, part: str, make: Callable[[], bytes]) -> bytes:
        """The wrapped data key; of two first callers one prevails."""
        key = f"{name}#{part}"
        if self._row(key) is None:
            self._enter([{"pk": {"S": key}, "sealed": {"B": make()}}])
        kept = self._row(key)
        if kept is None:
            raise Busy("现在有点忙，请再试一次。", 1)
        return bytes(kept["sealed"]["B"])

    @cached_property
    def _dynamodb(self) -> "DynamoDBClient":
        import boto3

        return boto3.client("dynamodb")


def _of_citizen(citizen_id: str) -> str:
    return f"citizen#{citizen_id}"
