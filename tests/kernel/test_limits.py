"""Nobody may do a thing too often, whoever answers."""

from datetime import timedelta

import pytest

from chalicelib.http import Limit, Routes, Visitor
from tests.conftest import TestWorld
from tests.door import Door
from tests.kernel.edge.people import token
from tests.kernel.edge.routes import Kept, routes


@pytest.fixture
def door(world: TestWorld) -> Door:
    return Door(routes, world)


def attempts(door: Door, many: int, **headers: str) -> list[int]:
    return [door.post("/limited", {}, key=f"key-{n:05d}", **headers).status for n in range(many)]


def test_the_third_attempt_in_a_minute_is_one_too_many(door: Door, world: TestWorld) -> None:
    world.clock.advance(timedelta(seconds=20))

    assert attempts(door, 3) == [204, 204, 429]
    assert door.post("/limited", {}, key="key-more").headers["retry-after"] == "40"


def test_after_the_minute_it_is_allowed_again(door: Door, world: TestWorld) -> None:
    attempts(door, 3)
    world.clock.advance(timedelta(minutes=1))

    assert attempts(door, 1) == [204]


def test_an_answer_given_again_does_not_count(door: Door) -> None:
    assert [door.post("/limited", {}, key="key-same").status for _ in range(5)] == [204] * 5


def test_addresses_are_counted_apart(door: Door) -> None:
    assert attempts(door, 3, x_forwarded_for="203.0.113.7")[-1] == 429
    assert attempts(door, 2, x_forwarded_for="203.0.113.8") == [204, 204]


@pytest.mark.parametrize(
    ("forwarded", "address"),
    [
        ("203.0.113.7", "203.0.113.7"),
        ("198.51.100.1, 203.0.113.7", "203.0.113.7"),
        ("203.0.113.7, 127.0.0.1", "203.0.113.7"),
        ("", "127.0.0.1"),
    ],
)
def test_behind_a_proxy_on_this_machine_the_last_strange_hop_counts(
    world: TestWorld, forwarded: str, address: str
) -> None:
    assert seen_by(world, x_forwarded_for=forwarded) == address


def seen_by(world: TestWorld, **headers: str) -> str:
    asking = Routes("tests.kernel.edge.routes")

    @asking.get("/who")
    def who(visitor: Visitor) -> Kept:
        return Kept(id="1", words=visitor.address)

    return str(Door(asking, world).fetch("/who", **headers).json["words"])


def test_callers_and_devices_are_counted_too(world: TestWorld) -> None:
    limited = Routes("tests.kernel.edge.routes")
    minute = timedelta(minutes=1)

    @limited.get("/limited", limit=(Limit(1, minute, per="caller"), Limit(2, minute, per="device")))
    def view() -> None: ...

    door = Door(limited, world, cookies={"tongban_device": "d" * 32})
    one, two, three = (f"Bearer {token(world, citizen)}" for citizen in ("c-1", "c-2", "c-3"))

    statuses = [door.fetch("/limited", authorization=who).status for who in (one, one, two, three)]
    assert statuses == [204, 429, 204, 429]
