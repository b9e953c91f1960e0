"""X-Road's message protocol for REST as a provider's security server speaks it.

https://docs.x-road.global/Protocols/pr-rest_x-road_message_protocol_for_rest.html
"""

import base64
from collections.abc import Mapping
from hashlib import sha512
from typing import Annotated
from uuid import uuid4

from aiohttp import web
from pydantic import BaseModel, Field, ValidationError

INSTANCE, MEMBERS, SUBSYSTEM = "AH", "GOV", "registry"
LOWER_HASH = "x-road-request-hash"


class Refused(Exception):
    """``type`` is X-Road's: Client.BadRequest, Server.ServerProxy.ServiceFailed …"""

    def __init__(self, status: int, kind: str, message: str) -> None:
        super().__init__(message)
        self.status, self.kind = status, kind

    def answer(self) -> web.Response:
        """PR-REST 4.6: the header says that X-Road refused, and not the registry behind it."""
        body = {"type": self.kind, "message": str(self), "detail": str(uuid4())}
        return web.json_response(body, status=self.status, headers={"X-Road-Error": self.kind})


def request_hash(path: str, headers: Mapping[str, str], body: bytes) -> str:
    """PR-REST 4.3, over X-Road's own headers in the order of their names."""
    named = {name.lower(): value for name, value in headers.items()}
    ours = sorted(name for name in named if name.startswith("x-road-") and name != LOWER_HASH)
    head = "".join(f"{line}\r\n" for line in ["POST", path, *(f"{name}:{named[name]}" for name in ours)])
    return base64.b64encode(sha512(sha512(head.encode()).digest() + sha512(body).digest()).digest()).decode()


def service_of(parts: Mapping[str, str]) -> str:
    """``police/household`` of ``/r1/AH/GOV/police/registry/household``; raises Refused."""
    if (parts["instance"], parts["members"], parts["subsystem"]) != (INSTANCE, MEMBERS, SUBSYSTEM):
        raise Refused(500, "Server.ServerProxy.UnknownService", "no such service")
    return f"{parts['registry']}/{parts['service']}"


def provider_of(service: str) -> str:
    registry, _, name = service.partition("/")
    return f"{INSTANCE}/{MEMBERS}/{registry}/{SUBSYSTEM}/{name}"


class Question(BaseModel):
    id_numbers: Annotated[list[str], Field(min_length=1)]
    fields: Annotated[list[str], Field(min_length=1)]


def question_in(body: bytes) -> Question:
    """Raises Refused."""
    try:
        return Question.model_validate_json(body)
    except ValidationError:
        raise Refused(400, "Client.BadRequest", "id_numbers and fields are lists of strings") from None
