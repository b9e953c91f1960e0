"""The matter's front page leads those to the pages of the staff who may see them, and a batch comes back from void."""

from datetime import timedelta

import pytest

from chalicelib.identity import COOKIE
from chalicelib.tokens import Claims
from functions.car_move.model.batch import Claim, Order
from functions.car_move.routes import routes
from functions.car_move.use_cases import activation, batches
from tests.door import Door

BATCHES, OPERATIONS = "/car-move/batches", "/car-move/operations"
OFFICER, LI = "officer-1", "citizen-li"


def door(world, *roles: str) -> Door:
    claims = Claims(sub=OFFICER, sid="s", jti="j", level=1, roles=list(roles))
    token = world.tokens.issue(claims, world.now() + timedelta(hours=1))
    return Door(routes, world, cookies={COOKIE: token})


@pytest.mark.parametrize(
    ("role", "led_to"),
    [
        ("citizen", set()),
        ("officer", {BATCHES}),
        ("clerk", {BATCHES}),
        ("operator", {BATCHES, OPERATIONS}),
    ],
)
def test_each_role_is_led_to_what_it_may_see(world, role, led_to):
    known = door(world, role)

    page = known.page("/").text

    assert {path for path in (BATCHES, OPERATIONS) if f'href="{path}"' in page} == led_to
    assert all(known.page(path.removeprefix("/car-move")).status == 200 for path in led_to)


def test_a_stranger_is_led_to_neither(world):
    assert "<h2>工作人员</h2>" not in Door(routes, world).page("/").text


@pytest.fixture
def batch(world):
    return batches.order(world, OFFICER, Order(request="request-1", title="翠湖小区", count=2))


def activate(world, batch):
    ticket = batches.tickets(world, OFFICER, batch.id, 1, "12345")[1][0]
    world.directory.phones[LI] = "+8613900000001"
    return lambda: activation.activate(
        world, LI, Claim(sticker=ticket.serial, pin=ticket.pin, plate="皖A12345")
    )


def test_a_batch_that_was_voided_by_mistake_is_restored_on_its_page(world, batch):
    officer = door(world, "officer")
    activating = activate(world, batch)
    voided = officer.submit(f"/batches/{batch.id}/void").location.removeprefix("/car-move")
    with pytest.raises(Exception, match="已经不能激活"):
        activating()
    assert "恢复这一批" in officer.page(voided).text

    back = officer.post(f"/batches/{batch.id}/restore", {}, key="key-0002")

    assert back.json["void"] is False
    assert activating().plate == "皖A12345"
    assert "恢复这一批" not in officer.page(f"/batches/{batch.id}").text


def test_restoring_twice_is_told_once_and_what_is_not_void_needs_none(world, batch):
    batches.restore(world, OFFICER, batch.id)
    batches.void(world, OFFICER, batch.id)
    for _ in range(2):
        assert not batches.restore(world, OFFICER, batch.id).void

    told = [fact.type for fact in world.bus.facts]
    assert told.count("car_move.batch_restored") == 1


def test_a_colleague_restores_nothing(world, batch):
    batches.void(world, OFFICER, batch.id)

    with pytest.raises(Exception, match="没有找到这批挪车码"):
        batches.restore(world, "officer-2", batch.id)
