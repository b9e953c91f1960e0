"""What one application costs in DynamoDB: the app itself, in this process, against a running cloud whose machine stands still.

Run by bench.application as that matter, with an applicant's cookie on its input; writes the units of requests and of steps.
"""

import json
import sys
from collections import Counter
from typing import Any
from uuid import uuid4

from botocore.httpsession import URLLib3Session
from chalice.test import Client

from bench.applicants import AREA, PURPOSE
from local.web import JSON

consumed: Counter[str] = Counter()
send = URLLib3Session.send
READS = ("BatchGetItem", "GetItem", "Query", "TransactGetItems")


def counted(session: URLLib3Session, request: Any) -> Any:
    """As it was sent, once its bill has been read."""
    answer = send(session, request)
    target = request.headers.get("X-Amz-Target", b"")
    service, _, verb = (target.decode() if isinstance(target, bytes) else target).rpartition(".")
    if service.startswith("DynamoDB"):
        bill = json.loads(answer.content).get("ConsumedCapacity", [])
        what = "read" if verb in READS else "write"
        consumed[f"{what}s"] += 1
        consumed[f"{what}_units"] += sum(
            it["CapacityUnits"] for it in (bill if isinstance(bill, list) else [bill])
        )
    return answer


def apply(client: Client, cookie: str) -> None:
    """From the empty form to the decision, as the front door and the machine would ask for it."""

    def ask(method: str, path: str, content: dict[str, Any] | None = None) -> Any:
        headers = {"Accept": JSON, "Content-Type": JSON, "Cookie": cookie, "Idempotency-Key": uuid4().hex}
        body = json.dumps(content).encode() if content is not None else b""
        answer = client.http.request(method, path, headers=headers, body=body)
        if answer.status_code >= 300:
            sys.exit(f"{method} {path}: {answer.status_code} {answer.body!r}")
        return json.loads(answer.body)

    case = ask("POST", "/applications", {"area": AREA, "consent": True})["draft_id"]
    here = f"/applications/{case}"
    ask("PUT", f"{here}/form", PURPOSE)
    seen = ask("GET", f"{here}/review")
    ask("POST", f"{here}/review", {"edition": seen["edition"], "consent": True})
    client.lambda_.invoke("on_step", {"do": "advance", "case_id": case})
    if (status := ask("GET", here)["status"]) != "approved":
        sys.exit(f"the case is {status}")


def main() -> None:
    from app import app

    URLLib3Session.send = counted  # type: ignore[assignment,method-assign]
    cookie = sys.stdin.read()
    with Client(app) as client:
        for _ in range(2):  # the first also fills what is kept for a while
            consumed.clear()
            apply(client, cookie)
    print(json.dumps(consumed))


if __name__ == "__main__":
    main()
