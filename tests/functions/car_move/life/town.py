"""A town in memory: a World over the real store, the matter's doors, and a carrier that signs and only remembers."""

import itertools
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from chalice import Chalice
from chalice.test import Client, HTTPResponse
from moto import mock_aws

from chalicelib.ports.phone import Traces
from chalicelib.ports.twilio_phone import TwilioPhone
from chalicelib.store.row import Row, connection
from functions.car_move.routes import routes
from tests import quick_tables
from tests.conftest import new_world
from tests.functions.car_move.conftest import TOKEN, Street

PUBLIC = "https://tongban.example"
VOICE = {f"carrier/{name}": "x" * 34 for name in ("account", "api-key", "api-secret", "voice-app")}
PARAMETERS = {"carrier/token": TOKEN, "public-url": PUBLIC, **VOICE}


class RememberingPhone(TwilioPhone):
    """Twilio's adapter, whose texts stay here: (to, what it shows, body)."""

    def __init__(self) -> None:
        super().__init__(PARAMETERS)
        self.texts: list[tuple[str, str, str]] = []
        self.forgotten: list[str] = []

    def text(self, to: str, body: str, key: str) -> str:
        return self.relay(to, "", body)

    def find_text(self, to: str, body: str) -> str | None:
        return None

    def relay(self, to: str, show: str, body: str) -> str:
        self.texts.append((to, show, body))
        return f"SM{len(self.texts):032x}"

    def traces(self, what: str, before: datetime, cursor: str = "") -> Traces:
        return Traces([])

    def forget_call(self, call: str) -> None:
        self.forgotten.append(call)

    def forget_text(self, text: str) -> None:
        self.forgotten.append(text)


@dataclass
class Town(Street):
    """Asks come through the door here, each from a device of its own."""

    keys: "itertools.count[int]" = field(default_factory=lambda: itertools.count(1))

    def request(self, code: str, tail: str, reason: str, phone: str) -> HTTPResponse:
        headers = {
            "Accept": "application/json",
            "Content-Type": "application/json",
            "Idempotency-Key": f"key-{next(self.keys):08}",
        }
        body = json.dumps({"code": code, "tail": tail, "reason": reason, "phone": phone})
        return self.client.http.post("/requests", headers=headers, body=body)

    def follow(self, case_id: str) -> dict[str, Any]:
        answer = self.get(f"/requests/{case_id}", accept="application/json")
        assert answer.status_code == 200, answer.body
        return dict(answer.json_body)


@contextmanager
def a_town() -> Iterator[Town]:
    """A new one, with an empty table; the one before it is gone."""
    world = replace(new_world(), phone=RememberingPhone(), parameters=PARAMETERS)
    app = Chalice(app_name="tongban")
    app.register_blueprint(routes)
    before, routes.world = routes.world, lambda: world
    try:
        with mock_aws(), Client(app) as client:
            Row.create_table(billing_mode="PAY_PER_REQUEST", wait=True)
            with quick_tables.read_directly(connection().client):
                yield Town(world, client)
    finally:
        routes.world = before
