"""A refusal as X-Road words it: a type, a status, and a header that says who refused (PR-REST 4.6)."""

import json
from uuid import uuid4


class Refusal(Exception):
    """``kind``: ``Client.…`` for what the caller did wrong, ``Server.…`` for the rest. The message names nobody."""

    status = 500
    kind = "Server.ServerProxy.InternalError"

    def body(self) -> bytes:
        said = {"type": self.kind, "message": str(self), "detail": str(uuid4())}
        return json.dumps(said, ensure_ascii=False).encode()


class BadRequest(Refusal):
    status, kind = 400, "Client.BadRequest"


class NotRecognised(Refusal):
    """Nobody we know, or words that were used before."""

    status, kind = 401, "Client.AuthenticationFailed"


class AccessDenied(Refusal):
    """What this client may not ask at all."""

    status, kind = 403, "Server.ServerProxy.AccessDenied"


class NoConsent(Refusal):
    """X-Road knows no such type: it is ours."""

    status, kind = 403, "Server.ServerProxy.NoConsent"


class ServiceFailed(Refusal):
    """The registry, and no other, has no answer now."""

    status, kind = 503, "Server.ServerProxy.ServiceFailed"
