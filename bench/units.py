"""What DynamoDB charges for: read and write units of what is done against a table in memory, as AWS counts them for small items."""

import json
from collections import Counter
from collections.abc import Callable
from typing import Any

from moto.core.botocore_stubber import BotocoreStubber


def counted(do: Callable[[], object]) -> Counter[str]:
    """``read`` and ``write`` units, of items under a kilobyte: a write in a transaction counts twice, one of a listed row once more."""
    units: Counter[str] = Counter()
    answer = BotocoreStubber.process_request

    def look(stubber: BotocoreStubber, request: Any) -> Any:
        target = request.headers.get("X-Amz-Target", b"")
        name = (target.decode() if isinstance(target, bytes) else target).rpartition(".")[2]
        units.update(_of(name, json.loads(request.body or b"{}")))
        return answer(stubber, request)

    BotocoreStubber.process_request = look  # type: ignore[method-assign, assignment]
    try:
        do()
    finally:
        BotocoreStubber.process_request = answer  # type: ignore[method-assign]
    return units


def _of(name: str, body: dict[str, Any]) -> Counter[str]:
    match name:
        case "GetItem" | "Query":
            return Counter(read=1)
        case "PutItem" | "UpdateItem" | "DeleteItem":
            return Counter(write=1 + _is_listed(body))
        case "TransactWriteItems":
            written = [next(iter(it.values())) for it in body["TransactItems"]]
            return Counter(write=sum(2 + _is_listed(it) for it in written))
        case "BatchWriteItem":
            return Counter(write=sum(len(it) for it in body["RequestItems"].values()))
    return Counter()


def _is_listed(written: dict[str, Any]) -> int:
    return int("list_key" in json.dumps(written))
