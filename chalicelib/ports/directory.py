"""The province's directory: which citizen a phone belongs to, and which phone reaches a citizen."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from chalicelib.errors import Busy, Conflict, NotFound
from chalicelib.ports.kms import DataKey
from chalicelib.settings import settings
from chalicelib.vault import Vault

if TYPE_CHECKING:
    from types_boto3_dynamodb import DynamoDBClient

NEW = "attribute_not_exists(pk)"
BUSY = "现在有点忙，请再试一次。"


class Person(NamedTuple):
    """A real name (实名), as the police know it."""

    name: str
    id_number: str


class Directory(Protocol):
    """Phones and people are sealed and are found by a blind index; nobody can list them."""

    def phone_of(self, citizen_id: str) -> str:
        """The phone (E.164); raises NotFound."""
        ...

    def citizen_of(self, phone: str) -> str | None: ...

    def put(self, citizen_id: str, phone: str) -> str:
        """Enter a citizen, unless the phone has one already; returns whose phone it is."""
        ...

    def move(self, citizen_id: str, phone: str) -> bool:
        """Know a citizen by another phone, and free the one they had; False where it is somebody else's.

        Asked for twice is done once. Raises NotFound.
        """
        ...

    def person_of(self, citizen_id: str) -> Person:
        """Their real name; raises NotFound for somebody who has not been verified."""
        ...

    def put_person(self, citizen_id: str, person: Person) -> str:
        """Enter a real name, unless the ID number is somebody's already; returns whose it is.

        Raises Conflict where the citizen is entered as somebody else.
        """
        ...

    def know_officer(self, officer_id: str, person: Person) -> None:
        """Enter an officer's real name, or correct it. They may be a citizen as well, so the number is not taken."""
        ...


@dataclass(frozen=True)
class TableDirectory:
    """Two rows per citizen in the province's table (hash key ``pk``): citizen → phone, phone → citizen.

    Two more for a real name: person → name and ID number, ID number → citizen.

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
        return _the(known or self.citizen_of(phone))

    def move(self, citizen_id: str, phone: str) -> bool:
        old = self.phone_of(citizen_id)
        known = self.citizen_of(phone)
        if known is None and not self._transact(self._moving(citizen_id, old, phone)):
            known = _the(self.citizen_of(phone))
        return known in {None, citizen_id}

    def _moving(self, citizen_id: str, old: str, phone: str) -> list[dict[str, Any]]:
        """The index lets go of the old phone and takes the new one, all or nothing."""
        by_phone, by_citizen = self._rows(citizen_id, phone)
        mine = {"ExpressionAttributeValues": {":citizen": {"S": citizen_id}}}
        let_go = {"Key": {"pk": {"S": self._of_phone(old)}}, "ConditionExpression": "citizen_id = :citizen"}
        return [
            {"Delete": {"TableName": self.table, **let_go, **mine}},
            {"Put": {"TableName": self.table, "Item": by_phone, "ConditionExpression": NEW}},
            {"Put": {"TableName": self.table, "Item": by_citizen}},
        ]

    def person_of(self, citizen_id: str) -> Person:
        row = self._row(_of_person(citizen_id))
        if row is None:
            raise NotFound("还没有完成实名认证。")
        opened = self._vault.open(row["person"]["B"], _of_person(citizen_id))
        return Person(*json.loads(opened))

    def put_person(self, citizen_id: str, person: Person) -> str:
        by_citizen, by_number = _of_person(citizen_id), f"id_number#{self._vault.blind(person.id_number)}"
        rows: list[dict[str, Any]] = [
            {"pk": {"S": by_number}, "citizen_id": {"S": citizen_id}},
            self._person(citizen_id, person),
        ]
        if self._enter(rows):
            return citizen_id
        if winner := self._row(by_number):
            return str(winner["citizen_id"]["S"])
        if self._row(by_citizen):
            raise Conflict("您已经用另一个身份证号完成了实名认证。")
        raise Busy(BUSY, 1)

    def know_officer(self, officer_id: str, person: Person) -> None:
        self._transact([{"Put": {"TableName": self.table, "Item": self._person(officer_id, person)}}])

    def _person(self, person_id: str, person: Person) -> dict[str, Any]:
        key = _of_person(person_id)
        sealed = self._vault.seal(json.dumps(person, ensure_ascii=False), key)
        return {"pk": {"S": key}, "person": {"B": sealed}}

    def _rows(self, citizen_id: str, phone: str) -> list[dict[str, Any]]:
        by_citizen = _of_citizen(citizen_id)
        return [
            {"pk": {"S": self._of_phone(phone)}, "citizen_id": {"S": citizen_id}},
            {"pk": {"S": by_citizen}, "phone": {"B": self._vault.seal(phone, by_citizen)}},
        ]

    def _enter(self, rows: list[dict[str, Any]]) -> bool:
        """Write all rows or none; False when one is there already, or is being written at this moment."""
        new: dict[str, Any] = {"TableName": self.table, "ConditionExpression": NEW}
        return self._transact([{"Put": {**new, "Item": row}} for row in rows])

    def _transact(self, changes: list[Any]) -> bool:
        try:
            self._dynamodb.transact_write_items(TransactItems=changes)
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
            raise Busy(BUSY, 1)
        return bytes(kept["sealed"]["B"])

    @cached_property
    def _dynamodb(self) -> "DynamoDBClient":
        import boto3

        return boto3.client("dynamodb")


def _of_citizen(citizen_id: str) -> str:
    return f"citizen#{citizen_id}"


def _of_person(citizen_id: str) -> str:
    return f"person#{citizen_id}"


def _the(winner: str | None) -> str:
    if winner is None:
        raise Busy(BUSY, 1)
    return winner
