"""An owner's vehicles: put up, listed, paused, taken down; seen by nobody else."""

import pytest

from chalicelib.errors import Conflict, Invalid, NotFound, TooMany
from chalicelib.store.row import Row
from functions.car_move.model.limits import LIMITS
from functions.car_move.model.shown import Card
from functions.car_move.model.sticker import Named, Sticker
from functions.car_move.model.vehicle import Garage, Registration, Vehicle
from functions.car_move.use_cases import stickers, vehicles
from tests.leaks import names, stands

LI, WANG = "citizen-li", "citizen-wang"
PHONES = {LI: "+8613900000001", WANG: "+8613900000002"}


@pytest.fixture
def province(world):
    """Li and Wang can be reached."""
    world.directory.phones.update(PHONES)
    return world


def registered(province, plate: str = "皖A12345", owner: str = LI) -> Card:
    return vehicles.register(province, owner, Registration(plate=plate))


def told(province) -> list[str]:
    return [fact.type for fact in province.bus.facts]


def test_a_registered_vehicle_has_its_sticker_at_once(province):
    card = registered(province, " 皖a·12345 ")

    assert (card.plate, card.state, card.edition) == ("皖A12345", "on", 1)
    assert told(province) == ["car_move.vehicle_registered", "car_move.sticker_issued"]


def test_the_owner_is_reached_at_the_phone_they_signed_in_with(province):
    card = registered(province)

    assert province.store.get(Vehicle, card.id).owner_phone == PHONES[LI]


def test_a_plate_that_cannot_be_is_refused_and_nothing_is_kept(province):
    with pytest.raises(Invalid):
        registered(province, "皖A1234O")

    assert vehicles.mine(province, LI).vehicles == []
    assert told(province) == []


def test_the_same_plate_twice_is_refused_kindly(province):
    registered(province)

    with pytest.raises(Conflict, match="已经登记过"):
        registered(province, "皖a-12345")


def test_two_owners_may_share_a_car(province):
    registered(province)

    assert registered(province, owner=WANG).plate == "皖A12345"


def test_an_owner_has_so_many_vehicles_and_no_more(province):
    cards = [registered(province, f"皖A1000{n}") for n in range(LIMITS.owner_vehicles)]
    with pytest.raises(TooMany, match="移除"):
        registered(province, "皖A20000")

    vehicles.remove(province, LI, cards[0].id)

    assert registered(province, "皖A20000").state == "on"


def test_two_registrations_at_once_cannot_pass_the_limit(province):
    registered(province)
    garage = province.store.get(Garage, LI)
    registered(province, "皖A20000")

    with pytest.raises(Conflict):
        province.store.commit(garage)


def test_an_owner_lists_their_vehicles_newest_first_page_by_page(province):
    plates = [f"皖A1000{n}" for n in range(3)]
    for plate in plates:
        registered(province, plate)
    registered(province, owner=WANG)

    seen, cursor = [], None
    while True:
        page = vehicles.mine(province, LI, cursor, limit=2)
        seen += [card.plate for card in page.vehicles]
        if not (cursor := page.cursor):
            break

    assert sorted(seen) == plates


@pytest.mark.parametrize("verb", [vehicles.see, vehicles.pause, vehicles.resume, vehicles.remove])
def test_somebody_elses_vehicle_is_not_found(province, verb):
    card = registered(province)

    with pytest.raises(NotFound) as elses:
        verb(province, WANG, card.id)
    with pytest.raises(NotFound) as nobodys:
        verb(province, WANG, "no-such-id")

    assert str(elses.value) == str(nobodys.value)
    assert vehicles.see(province, LI, card.id).state == "on"


def test_a_pause_can_be_undone(province):
    card = registered(province)

    assert vehicles.pause(province, LI, card.id).state == "paused"
    assert vehicles.resume(province, LI, card.id).state == "on"
    assert told(province)[2:] == ["car_move.vehicle_paused", "car_move.vehicle_resumed"]


def test_pausing_twice_is_pausing_once(province):
    card = registered(province)

    first, second = (vehicles.pause(province, LI, card.id) for _ in range(2))

    assert first == second
    assert told(province).count("car_move.vehicle_paused") == 1


def test_a_removed_vehicle_leaves_no_plate_and_no_phone_behind(province):
    card = registered(province)

    vehicles.remove(province, LI, card.id)

    assert province.store.find(Vehicle, card.id) is None
    assert vehicles.mine(province, LI).vehicles == []
    assert told(province)[2:] == ["car_move.sticker_revoked", "car_move.vehicle_removed"]
    assert [row.sk for row in Row.scan() if row.sealed] == []


def test_a_vehicle_without_a_sticker_can_be_removed_too(province):
    card = registered(province)
    stickers.revoke(province, LI, card.id, Named(serial=card.serial))

    vehicles.remove(province, LI, card.id)

    assert told(province)[-1] == "car_move.vehicle_removed"


def test_no_fact_and_no_open_field_holds_a_plate_a_phone_or_a_code(province):
    card = registered(province)
    code = province.store.get(Vehicle, card.id).sticker
    vehicles.pause(province, LI, card.id)
    vehicles.remove(province, LI, card.id)

    told = "".join(fact.model_dump_json() for fact in province.bus.facts)
    open_fields = "".join(str(row.attribute_values) for row in Row.scan())

    for kept in (told, open_fields):
        assert names(kept, [PHONES[LI]]) == []
        assert [word for word in ("12345", "A12345", code) if stands(kept, word)] == []
    assert Sticker.__name__ in open_fields
