"""Activating a sticker printed in advance takes its torn-off strip; seeing the sticker is not enough."""

from collections import Counter
from datetime import timedelta

import pytest

from chalicelib.errors import Invalid, NotFound, TooMany
from functions.car_move.model.batch import Claim, Order, Ticket
from functions.car_move.model.limits import LIMITS
from functions.car_move.model.shown import Card
from functions.car_move.model.sticker import Named, new_serial
from functions.car_move.model.vehicle import Registration, Vehicle
from functions.car_move.use_cases import activation, batches, stickers, vehicles
from tests.conftest import TestWorld

OFFICER, LI, WANG, PLATE = "officer-1", "citizen-li", "citizen-wang", "皖A12345"


@pytest.fixture
def province(world) -> TestWorld:
    """Li and Wang can be reached."""
    world.directory.phones |= {LI: "+8613900000001", WANG: "+8613900000002"}
    return world


@pytest.fixture
def batch(province) -> str:
    order = Order(request="request-1", title="翠湖小区", count=3)
    return batches.order(province, OFFICER, order).id


@pytest.fixture
def ticket(province, batch) -> Ticket:
    """A sticker with its strip, as handed to Li."""
    return batches.tickets(province, OFFICER, batch, 1, "12345")[1][0]


def activate(world, ticket: Ticket, by: str = LI, **other: str) -> Card:
    claim = {"sticker": ticket.serial, "pin": ticket.pin, "plate": PLATE} | other
    return activation.activate(world, by, Claim(**claim))


def code_of(ticket: Ticket) -> str:
    return ticket.link.rpartition("/")[2]


def is_dead(world, code: str) -> bool:
    try:
        stickers.resolve(world, code)
    except NotFound:
        return True
    return False


def told(world) -> Counter[str]:
    return Counter(fact.type for fact in world.bus.facts)


def test_an_activated_sticker_leads_to_its_new_vehicle(province, ticket):
    assert is_dead(province, code_of(ticket))

    card = activate(province, ticket)

    assert stickers.resolve(province, code_of(ticket)).id == card.id
    assert (card.plate, card.state, card.serial, card.edition) == (PLATE, "on", ticket.serial, 1)


def test_it_is_told_as_facts_with_ids_only(province, batch, ticket):
    card = activate(province, ticket)

    [fact] = [fact for fact in province.bus.facts if fact.type == "car_move.sticker_activated"]
    assert fact.data == {
        "case_id": card.id,
        "at": "2026-05-01T09:00:00Z",
        "owner_id": LI,
        "vehicle_id": card.id,
        "serial": ticket.serial,
        "edition": 1,
        "batch_id": batch,
    }
    assert {"car_move.vehicle_registered", "car_move.sticker_issued"} <= told(province).keys()
    facts = str([fact.model_dump_json() for fact in province.bus.facts])
    assert not [secret for secret in (code_of(ticket), ticket.pin, PLATE) if secret in facts]


def test_on_a_known_vehicle_it_replaces_the_old_sticker_at_once(province, ticket):
    before = vehicles.register(province, LI, Registration(plate=PLATE))
    old = province.store.get(Vehicle, before.id).sticker

    card = activate(province, ticket)

    assert (card.id, card.edition) == (before.id, 2)
    assert is_dead(province, old)
    assert not is_dead(province, code_of(ticket))
    history = vehicles.study(province, LI, card.id).stickers
    assert [(s.serial, s.status) for s in history] == [(ticket.serial, "active"), (before.serial, "replaced")]


@pytest.mark.parametrize(
    "typed",
    [
        lambda ticket: f"{ticket.serial[:4]}-{ticket.serial[4:]}",
        lambda ticket: f" {ticket.serial.lower()} ",
        lambda ticket: ticket.serial.replace("0", "O").replace("1", "I"),
        code_of,
        lambda ticket: ticket.link,
        lambda ticket: ticket.link.lower(),
    ],
    ids=["grouped", "in small letters", "misread", "code", "link", "link in small letters"],
)
def test_the_sticker_may_be_named_in_any_of_these_ways(province, ticket, typed):
    assert activate(province, ticket, sticker=typed(ticket)).serial == ticket.serial


def test_a_pin_may_be_typed_as_it_is_printed(province, ticket):
    assert activate(province, ticket, pin=f" {ticket.pin[:4]} {ticket.pin[4:]}").serial == ticket.serial


def test_activating_again_changes_nothing(province, ticket):
    once, again = (activate(province, ticket) for _ in range(2))

    assert once == again
    assert told(province)["car_move.sticker_activated"] == 1


def refusal(world, ticket: Ticket, by: str = LI, **other: str) -> tuple[str, dict[str, str]]:
    with pytest.raises(Invalid) as refused:
        activate(world, ticket, by, **other)
    return str(refused.value), refused.value.fields


def test_wrong_pins_unknown_taken_and_dead_stickers_are_refused_alike(province, batch, ticket):
    _, second, third = batches.tickets(province, OFFICER, batch, 1, "12345")[1]
    activate(province, ticket)
    card = activate(province, second, plate="皖A54321")
    stickers.revoke(province, LI, card.id, Named(serial=second.serial))

    refusals = [
        refusal(province, third, pin="00000000"),
        refusal(province, third, pin=""" x """),
        refusal(province, third, sticker=new_serial()),
        refusal(province, third, sticker="A" * 26),
        refusal(province, ticket, by=WANG),
        refusal(province, second, by=WANG),
    ]
    batches.void(province, OFFICER, batch)
    refusals.append(refusal(province, third))

    assert [r for r in refusals if r != refusals[0]] == []


def test_who_only_sees_the_sticker_has_ten_guesses_of_a_hundred_million_a_day(province, ticket):
    for guess in range(LIMITS.activations_per_sticker_a_day):
        sticker = (ticket.serial, ticket.link)[guess % 2]
        refusal(province, ticket, by=WANG, sticker=sticker, pin=f"{guess:08}")

    with pytest.raises(TooMany):
        activate(province, ticket)
    province.clock.advance(timedelta(days=1))
    assert activate(province, ticket).state == "on"


def test_a_revoked_sticker_is_not_activated_a_second_time(province, ticket):
    card = activate(province, ticket)
    stickers.revoke(province, LI, card.id, Named(serial=ticket.serial))

    assert activate(province, ticket).state == "no_sticker"
    assert is_dead(province, code_of(ticket))


def test_stickers_in_use_outlive_their_batch(province, batch, ticket):
    activate(province, ticket)

    batches.void(province, OFFICER, batch)

    assert not is_dead(province, code_of(ticket))
    assert batches.see(province, OFFICER, batch).activated == 1


def test_it_can_be_activated_long_after_it_was_printed_but_not_for_ever(province, batch, ticket):
    _, second, _ = batches.tickets(province, OFFICER, batch, 1, "12345")[1]
    province.clock.advance(timedelta(days=LIMITS.blank_days) - timedelta(seconds=1))
    assert activate(province, ticket).state == "on"

    province.clock.advance(timedelta(seconds=1))

    assert refusal(province, second)[0] == activation.WRONG


def test_who_has_vehicles_enough_keeps_the_sticker_for_later(province, ticket):
    for number in range(LIMITS.owner_vehicles):
        vehicles.register(province, LI, Registration(plate=f"皖B1000{number}"))

    with pytest.raises(TooMany):
        activate(province, ticket)

    assert activate(province, ticket, by=WANG).state == "on"


def test_the_owner_can_print_an_activated_sticker_again(province, ticket):
    card = activate(province, ticket)

    face = stickers.face(province, LI, card.id, hotline="12345")

    assert face.model_dump() == ticket.model_dump(exclude={"pin", "claim"})
