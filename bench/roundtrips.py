"""How often one request of car moving goes to DynamoDB: the app itself, in this process, against a running cloud.

Run by bench.relay with that cloud's environment; reads requests as JSON, writes counts as JSON.
"""

import json
import sys
from collections import Counter
from typing import Any

from botocore.httpsession import URLLib3Session
from chalice.test import Client

sent: Counter[str] = Counter()
send = URLLib3Session.send


def counted(session: URLLib3Session, request: Any) -> Any:
    target = request.headers.get("X-Amz-Target", b"")
    name = target.decode() if isinstance(target, bytes) else target
    if name.startswith("DynamoDB"):
        sent[name.rpartition(".")[2]] += 1
    return send(session, request)


def main() -> None:
    from app import app

    URLLib3Session.send = counted  # type: ignore[assignment,method-assign]
    counts = {}
    with Client(app) as client:
        for name, method, path, headers, body in json.load(sys.stdin):
            for _ in range(2):  # the first also fills what is kept for a while
                sent.clear()
                answer = client.http.request(method, path, headers=headers, body=body.encode())
            if answer.status_code >= 400:
                sys.exit(f"{name}: {answer.status_code} {answer.body!r}")
            counts[name] = sum(sent.values())
            print(name, dict(sent), file=sys.stderr)
    print(json.dumps(counts))


if __name__ == "__main__":
    main()
