"""The life of a sticker: found by its code only, replaced, revoked, never guessed."""

import re
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chalicelib.errors import Conflict, Gone, NotFound
from chalicelib.store.row import Row
from functions.car_move.model import sticker as nouns
from functions.car_move.model.shown import Card
from functions.car_move.model.sticker import Named, Sticker, is_serial, new_code, new_serial
from functions.car_move.model.vehicle import Registration, Vehicle
from functions.car_move.rules.codes import UNKNOWN
from functions.car_move.use_cases import stickers, vehicles
from tests.functions.car_move.asked import Requests

LI, WANG = "citizen-li", "citizen-wang"


@pytest.fixture
def province(world):
    """Li can be reached."""
    world.directory.phones[LI] = "+8613900000001"
    return world


@pytest.fixture
def card(province) -> Card:
    """Li's vehicle, with its first sticker."""
    return vehicles.register(province, LI, Registration(plate="皖A12345"))


def code_of(province, card: Card) -> str:
    return province.store.get(Vehicle, card.id).sticker


def is_reachable(province, code: str) -> bool:
    try:
        return stickers.resolve(province, code).id != ""
    except NotFound:
        return False


def test_a_sticker_leads_to_its_vehicle(province, card):
    assert stickers.resolve(province, code_of(province, card)).id == card.id


def test_a_code_is_read_in_lower_case_too(province, card):
    assert stickers.resolve(province, f" {code_of(province, card).lower()} ").id == card.id


def test_a_replaced_sticker_is_dead_at_once_and_the_new_one_works(province, card):
    old = code_of(province, card)

    after = stickers.replace(province, LI, card.id, Named(serial=card.serial))

    assert not is_reachable(province, old)
    assert is_reachable(province, code_of(province, card))
    assert (after.edition, after.serial != card.serial) == (2, True)


def test_replacing_the_same_sticker_again_changes_nothing(province, card):
    wish = Named(serial=card.serial)

    first, second = (stickers.replace(province, LI, card.id, wish) for _ in range(2))

    assert first == second
    assert Counter(f.type for f in province.bus.facts)["car_move.sticker_issued"] == 2


def test_a_revoked_sticker_is_dead_until_the_owner_takes_a_new_one(province, card):
    old = code_of(province, card)

    bare = stickers.revoke(province, LI, card.id, Named(serial=card.serial))
    assert (bare.state, is_reachable(province, old)) == ("no_sticker", False)

    again = stickers.replace(province, LI, card.id, Named(serial=""))
    assert (again.state, again.edition) == ("on", 2)


def test_a_late_wish_to_revoke_spares_the_new_sticker(province, card):
    stickers.replace(province, LI, card.id, Named(serial=card.serial))

    late = stickers.revoke(province, LI, card.id, Named(serial=card.serial))

    assert late.state == "on"


def test_of_two_replacements_at_once_one_wins(province, card):
    stale = province.store.get(Vehicle, card.id)
    stickers.replace(province, LI, card.id, Named(serial=card.serial))

    with pytest.raises(Conflict):
        province.store.commit(stale)


def test_the_history_of_a_vehicle_names_every_sticker(province, card):
    stickers.replace(province, LI, card.id, Named(serial=card.serial))

    history = vehicles.study(province, LI, card.id).stickers

    assert [(s.edition, s.status) for s in history] == [(2, "active"), (1, "replaced")]


def test_unknown_dead_and_paused_codes_are_told_apart_by_nobody(province, card):
    dead = code_of(province, card)
    stickers.replace(province, LI, card.id, Named(serial=card.serial))
    paused = code_of(province, card)
    vehicles.pause(province, LI, card.id)

    refusals = {refusal_and_reads(province, code) for code in (dead, paused, new_code(), "", "A" * 500)}

    assert refusals == {(UNKNOWN, "GetItem GetItem")}


def refusal_and_reads(province, code: str) -> tuple[str, str]:
    with Requests() as asked, pytest.raises(NotFound) as refusal:
        stickers.resolve(province, code)
    return str(refusal.value), " ".join(asked.names)


def test_the_table_holds_no_code_in_the_open(province, card):
    code = code_of(province, card)

    rows = [str(row.attribute_values) for row in Row.scan()]

    assert not [row for row in rows if code in row]


def test_the_face_of_a_sticker_has_an_upper_case_link_and_nothing_personal(province, card):
    face = stickers.face(province, LI, card.id, hotline="12345")

    assert re.fullmatch(r"HTTPS://TONGBAN\.EXAMPLE/M/[A-Z2-7]{26}", face.link)
    assert (face.domain, face.serial, face.hotline) == ("tongban.example", card.serial, "12345")


def test_nothing_is_printed_for_a_vehicle_without_a_sticker(province, card):
    stickers.revoke(province, LI, card.id, Named(serial=card.serial))

    with pytest.raises(Gone):
        stickers.face(province, LI, card.id, hotline="12345")


@pytest.mark.parametrize(
    "verb",
    [
        lambda world, owner, vehicle: stickers.replace(world, owner, vehicle, Named(serial="")),
        lambda world, owner, vehicle: stickers.revoke(world, owner, vehicle, Named(serial="")),
        vehicles.study,
        lambda world, owner, vehicle: stickers.face(world, owner, vehicle, "12345"),
    ],
)
def test_somebody_elses_sticker_is_not_found(province, card, verb):
    with pytest.raises(NotFound, match="没有找到这辆车"):
        verb(province, WANG, card.id)


def test_codes_have_130_random_bits():
    codes = {new_code() for _ in range(1000)}

    assert len(codes) == 1000
    assert all(re.fullmatch("[A-Z2-7]{26}", code) for code in codes)
    assert all(len({code[place] for code in codes}) == 32 for place in range(26))


def test_a_serial_has_a_check_character():
    assert all(is_serial(new_serial()) for _ in range(100))


@settings(deadline=None)
@given(st.integers(0, 7), st.sampled_from(nouns.SERIAL_ALPHABET))
def test_a_slip_in_a_serial_is_noticed(place, sign):
    serial = new_serial()
    slip = serial[:place] + sign + serial[place + 1 :]

    assert is_serial(slip) == (slip == serial)


@settings(deadline=None)
@given(st.integers(0, 6))
def test_two_swapped_characters_are_noticed(place):
    serial = new_serial()
    swapped = serial[:place] + serial[place + 1] + serial[place] + serial[place + 2 :]

    assert is_serial(swapped) == (swapped == serial)


def test_the_check_character_is_that_of_the_national_standard():
    """A unified social credit code from GB 32100-2015 uses the same weights over 17 characters."""
    assert nouns.check_character("91350100M000100Y4") == "3"


def test_a_sticker_keeps_no_code(province, card):
    [sticker] = province.store.page(Sticker, nouns.made_for(card.id)).items

    assert code_of(province, card) not in sticker.model_dump_json()
