"""What the tests of data sharing share: matters that ask, and the people they ask about."""

import json
from copy import copy
from dataclasses import dataclass, field
from itertools import count
from typing import Any

import pytest

from chalicelib.ports.directory import Person
from chalicelib.tokens import Claims
from chalicelib.xroad import Message, client_of, path_of
from functions.data_sharing.routes import routes
from functions.data_sharing.use_cases.logging import subject_of
from tests.door import Door, Reply

LI, WANG, CHILD = "340102199003070002", "34010219900301000X", "340102202201300002"
STRANGER = "340202196908270000"
HOUSING, PURPOSE = "public-housing", "办理公共租赁住房资格申请"
CASE = "case-1"


@dataclass
class Matter:
    """A matter that asks; ``tell`` and ``ask`` send what its port would send."""

    world: Any
    door: Door
    slug: str = HOUSING
    purpose: str = PURPOSE
    numbers: "count[int]" = field(default_factory=lambda: count(1))

    def message(
        self, path: str, content: dict[str, Any], case_id: str = CASE, by: str = "citizen-1"
    ) -> Message:
        headers = {
            "X-Road-Client": client_of(self.slug),
            "X-Road-Id": f"message-{next(self.numbers)}",
            "X-Road-UserId": by,
            "X-Road-Issue": case_id,
        }
        return Message(path, headers, json.dumps(content).encode())

    def send(self, message: Message, token: str | None = None) -> Reply:
        self.world.peers.matter = self.slug
        token = self.world.peers.introduce("data-sharing", message.hash) if token is None else token
        named = {name.replace("-", "_"): value for name, value in message.headers.items()}
        return self.door.send(
            "POST", message.path, message.body, accept="application/json", X_Tongban_Caller=token, **named
        )

    def tell(self, *services: str, citizen_id: str = "citizen-1", case_id: str = CASE) -> Reply:
        content = {"citizen_id": citizen_id, "purpose": self.purpose, "services": services}
        return self.send(self.message("/r1/AH/GOV/tongban/data-sharing/consents", content, case_id))

    def question(self, service: str, *numbers: str, fields: list[str], **more: Any) -> Message:
        content = {"id_numbers": numbers, "fields": fields, "purpose": more.pop("purpose", self.purpose)}
        return self.message(path_of(service), content, **more)

    def ask(self, service: str, *numbers: str, fields: list[str], **more: Any) -> Reply:
        return self.send(self.question(service, *numbers, fields=fields, **more))

    def household(self, **more: Any) -> Reply:
        return self.ask("police/household", LI, fields=["members"], **more)

    def homes(self, *numbers: str, **more: Any) -> Reply:
        return self.ask("real_estate/homes", *numbers, fields=["homes"], **more)


@pytest.fixture
def housing(world: Any) -> Matter:
    """Public housing; citizen-1 is Li, married to Wang, with a child."""
    world.directory.people["citizen-1"] = Person("李明朗", LI)
    members = [{"name": "某", "relation": "某", "id_number": number} for number in (LI, WANG, CHILD)]
    world.registries.known = {
        ("police/household", LI): {"members": members, "area": "340102001001", "local_since": "2016-03-01"},
        **{("real_estate/homes", number): {"homes": []} for number in (LI, WANG, CHILD)},
        ("police/person", LI): {"name": "李明朗", "status": "normal"},
    }
    return Matter(world, Door(routes, world))


@pytest.fixture
def agreed(housing: Matter) -> Matter:
    """… and citizen-1 has agreed to two services."""
    assert housing.tell("police/household", "real_estate/homes").status == 200
    return housing


def refused(reply: Reply) -> tuple[int, str]:
    """The status, and X-Road's type of error."""
    assert reply.headers["x-road-error"] == reply.json["type"]
    return reply.status, reply.json["type"]


def citizen(matter: Matter, citizen_id: str = "citizen-1") -> Door:
    """A browser signed in as that citizen."""
    claims = Claims(sub=citizen_id, sid="session-1", jti="token-1", level=2, roles=["citizen"])
    token = matter.world.tokens.issue(claims, matter.world.now().replace(year=2027))
    return replaced(matter.door, {"tongban_session": token})


def replaced(door: Door, cookies: dict[str, str]) -> Door:
    """Somebody else at the same door: an app of their own would take the door from the first."""
    another = copy(door)
    another.cookies = cookies
    return another


def chain(matter: Matter, number: str) -> str:
    return f"chain#{subject_of(matter.world, number)}"
