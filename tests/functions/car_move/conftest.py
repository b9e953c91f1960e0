"""What the tests of the relay share: a street with a car on it, masked numbers, and a carrier that signs."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import urlencode

import pytest
from chalice import Chalice
from chalice.test import Client, HTTPResponse
from hypothesis.internal.conjecture import providers
from hypothesis.internal.constants_ast import Constants
from twilio.request_validator import RequestValidator

from chalicelib import matters
from chalicelib.store.row import Row, connection
from functions.car_move.model.request import Ask, Request
from functions.car_move.model.vehicle import Registration, Vehicle
from functions.car_move.routes import routes
from functions.car_move.use_cases import numbers, requests, vehicles
from tests.conftest import TestWorld
from tests.functions.car_move.switchboard import Switchboard

OWNER_PHONE, PASSER_BY_PHONE = "+8613800138000", "+8613900139000"
NUMBERS = [f"+65315800{n:02}" for n in range(1, 21)]
TOKEN = "the-auth-token"


@dataclass
class Street:
    """A World, and what people and their carrier do in it."""

    world: TestWorld
    client: Client
    owners: dict[str, str] = field(default_factory=dict)

    def park(self, plate: str = "皖A12345", owner: str = "owner-1", phone: str = OWNER_PHONE) -> str:
        """Put up a car; returns its sticker's code."""
        self.world.directory.phones[owner] = phone
        card = vehicles.register(self.world, owner, Registration(plate=plate))
        return self.world.store.get(Vehicle, card.id).sticker

    def ask(self, code: str, phone: str = PASSER_BY_PHONE, tail: str = "345") -> Request:
        return requests.ask(self.world, Ask(code=code, tail=tail, reason="blocks_exit", phone=phone))

    def case(self, request: Request) -> Request:
        return self.world.store.get(Request, request.id)

    def told(self) -> list[str]:
        return [fact.type for fact in self.world.bus.facts]

    def hear_facts(self) -> None:
        """Let car moving hear what it told."""
        matter = matters.load("car-move")
        for fact in list(self.world.bus.facts):
            matters.react(matter, self.world, fact)

    def step(self, do: str, case_id: str, **more: str) -> dict[str, Any]:
        return matters.step(matters.load("car-move"), self.world, {"do": do, "case_id": case_id, **more})

    def get(self, path: str, accept: str = "text/html") -> HTTPResponse:
        return self.client.http.get(path, headers={"Accept": accept})

    def post(self, path: str, form: dict[str, str], headers: dict[str, str]) -> HTTPResponse:
        headers = {"Content-Type": "application/x-www-form-urlencoded", **headers}
        return self.client.http.post(path, headers=headers, body=urlencode(form))

    def carrier(self, path: str, **form: Any) -> HTTPResponse:
        """A webhook, signed."""
        sent = {name.removesuffix("_"): str(value) for name, value in form.items()}
        return self.post(path, sent, self.signature(path, sent))

    def signature(self, path: str, form: dict[str, str]) -> dict[str, str]:
        url = f"{self.world.public_url}/car-move{path}"
        return {"X-Twilio-Signature": RequestValidator(TOKEN).compute_signature(url, form)}

    def finish(self, caller: str, number: str) -> None:
        """The carrier reports the end of a call: that phone has called, and so is its user's."""
        self.carrier("/calls/finished", CallSid="CA1", From=caller, To=number, CallStatus="completed")

    def dial(self, caller: str, number: str) -> str:
        """What the carrier is told to do when somebody dials a masked number."""
        return self.carrier("/calls/inbound", CallSid="CA1", From=caller, To=number).body.decode()


@pytest.fixture
def province(world: TestWorld) -> TestWorld:
    """A world whose phone is Twilio's adapter, with masked numbers to give out."""
    carrier = {"carrier/token": TOKEN, "public-url": world.public_url}
    made = replace(world, phone=Switchboard(carrier))
    numbers.load_numbers(made, NUMBERS)
    return made


@pytest.fixture
def street(province: TestWorld) -> Iterator[Street]:
    app = Chalice(app_name="tongban")
    app.register_blueprint(routes)
    before, routes.world = routes.world, lambda: province
    with Client(app) as client:
        yield Street(province, client)
    routes.world = before


@pytest.fixture
def code(street: Street) -> str:
    """The code on the one car in the street: 皖A12345, whose owner is reached at OWNER_PHONE."""
    return street.park()


@pytest.fixture
def dynamodb() -> Callable[[], Any]:
    """``with dynamodb() as operations``: the names of the requests sent to DynamoDB meanwhile."""

    @contextmanager
    def watch() -> Iterator[list[str]]:
        operations: list[str] = []

        def note(model: Any, **_: Any) -> None:
            operations.append(model.name)

        events = connection().client.meta.events
        events.register("before-call.dynamodb", note)
        yield operations
        events.unregister("before-call.dynamodb", note)

    return watch


@pytest.fixture
def everything_kept() -> Callable[[], dict[tuple[str, str], Any]]:
    """Every row of the table, for comparing before and after."""
    return lambda: {(row.pk, row.sk): row.attribute_values for row in Row.scan()}


@pytest.fixture
def by_its_seed_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hypothesis likes to draw constants that it finds in the project's modules: which ones are loaded decides then."""
    monkeypatch.setattr(providers, "_get_local_constants", Constants)
    providers.CONSTANTS_CACHE.cache.clear()
