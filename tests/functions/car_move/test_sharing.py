"""A vehicle is shared within a household, and handed over when it is sold."""

from datetime import timedelta

import pytest

from chalicelib.errors import Conflict, Gone, Invalid, NotFound, TooMany
from chalicelib.store.row import Row
from functions.car_move.model.contact import Contact
from functions.car_move.model.limits import LIMITS
from functions.car_move.model.share import Code, Invitation, Invited, Share
from functions.car_move.model.sticker import Named
from functions.car_move.model.vehicle import Vehicle
from functions.car_move.use_cases import contacts, inquiries, sharing, stickers, transfers, vehicles
from functions.car_move.use_cases.belongings import invitation_key
from tests.functions.car_move.household import OWNER, PASSER_BY, SECOND, THIRD, add, rung


@pytest.fixture
def car(street, code):
    """The id of the one car; its owner's wife and a buyer have accounts."""
    street.world.directory.phones |= {"wife": SECOND, "buyer": THIRD}
    return stickers.resolve(street.world, code).id


def invited(street, car, phone=SECOND):
    """The code that the invited phone is sent."""
    sharing.offer(street.world, "owner-1", car, Invited(phone=phone))
    fact = street.world.bus.facts[-1]
    return Code(code=sharing.code_of(street.world, fact.data["invitation_id"]))


@pytest.fixture
def shared(street, car):
    transfers.take_up(street.world, "wife", invited(street, car))
    return car


def offered(street, car):
    return Code(code=transfers.offer(street.world, "owner-1", car).code)


def test_a_household_shares_a_car(street, shared):
    [card] = vehicles.mine(street.world, "wife").shared

    assert (card.id, card.mine) == (shared, False)
    assert "car_move.vehicle_shared" in street.told()
    assert [member.phone_end for member in sharing.household(street.world, "owner-1", shared).members] == [
        "2222"
    ]


def test_who_shares_a_car_manages_it(street, shared, code):
    vehicles.pause(street.world, "wife", shared)
    vehicles.resume(street.world, "wife", shared)
    add(street, code, "+8613511112222", owner="wife")
    card = vehicles.see(street.world, "wife", shared)
    stickers.replace(street.world, "wife", shared, Named(serial=card.serial))

    assert vehicles.see(street.world, "owner-1", shared).serial != card.serial


def test_who_shares_a_car_reads_and_answers_what_is_asked(street, shared, code):
    case = street.ask(code)

    [inquiry] = inquiries.mine(street.world, "wife").inquiries
    assert (inquiry.case_id, inquiry.plate) == (case.id, "皖A12345")
    assert inquiries.see(street.world, "wife", case.id).open


def test_who_shares_a_car_can_neither_remove_nor_hand_over_nor_share_it(street, shared):
    for deed in (
        lambda: vehicles.remove(street.world, "wife", shared),
        lambda: transfers.offer(street.world, "wife", shared),
        lambda: sharing.offer(street.world, "wife", shared, Invited(phone=THIRD)),
        lambda: sharing.end(street.world, "wife", shared, "somebody"),
    ):
        with pytest.raises(NotFound):
            deed()


@pytest.mark.parametrize("by", ["owner-1", "wife"])
def test_either_side_ends_it(street, shared, by):
    sharing.end(street.world, by, shared, "wife")

    assert vehicles.mine(street.world, "wife").shared == []
    with pytest.raises(NotFound):
        vehicles.see(street.world, "wife", shared)


def test_an_invitation_is_for_the_phone_it_was_sent_to(street, car):
    code = invited(street, car)

    with pytest.raises(NotFound):
        transfers.take_up(street.world, "buyer", code)
    assert transfers.take_up(street.world, "wife", code).vehicle_id == car


def test_an_invitation_can_be_taken_up_once_and_in_time(street, car):
    code, late = invited(street, car), invited(street, car)
    transfers.take_up(street.world, "wife", code)
    street.world.clock.advance(timedelta(hours=LIMITS.share_hours))

    for spent in (code, late, Code(code="0000000000")):
        with pytest.raises(NotFound):
            transfers.take_up(street.world, "wife", spent)


def test_a_car_is_shared_with_a_few_only_and_not_with_its_owner(street, car):
    with pytest.raises(Invalid):
        invited(street, car, OWNER)
    for n in range(LIMITS.co_owners):
        street.world.directory.phones[f"member-{n}"] = phone = f"+861350000000{n}"
        transfers.take_up(street.world, f"member-{n}", invited(street, car, phone))

    with pytest.raises(TooMany):
        invited(street, car)


def test_a_sold_car_is_the_buyers(street, car, code):
    taken = transfers.take_up(street.world, "buyer", offered(street, car))

    [card] = vehicles.mine(street.world, "buyer").vehicles
    assert (card.id, card.plate, card.mine) == (taken.vehicle_id, "皖A12345", True)
    assert vehicles.mine(street.world, "owner-1").vehicles == []
    [told] = [fact for fact in street.world.bus.facts if fact.type == "car_move.vehicle_transferred"]
    assert (told.data["owner_id"], told.data["buyer_id"]) == ("owner-1", "buyer")


def test_its_old_sticker_is_dead_at_once_and_the_new_one_rings_the_buyer(street, car, code):
    taken = transfers.take_up(street.world, "buyer", offered(street, car))

    with pytest.raises(NotFound):
        stickers.resolve(street.world, code)
    new = street.world.store.get(Vehicle, taken.vehicle_id).sticker
    assert rung(street.dial(PASSER_BY, street.ask(new).number)) == THIRD


def test_sessions_begun_with_the_old_sticker_are_cut(street, car, code):
    case = street.ask(code)
    transfers.take_up(street.world, "buyer", offered(street, car))
    street.hear_facts()

    assert rung(street.dial(PASSER_BY, case.number)) is None


def test_nothing_of_the_sellers_household_goes_with_it(street, shared, code):
    add(street, code, "+8613511112222")
    taken = transfers.take_up(street.world, "buyer", offered(street, shared))

    assert street.world.store.parts(Contact, shared) == street.world.store.parts(Share, shared) == []
    assert vehicles.mine(street.world, "wife").shared == []
    assert len(contacts.listed(street.world, "buyer", taken.vehicle_id).places) == 1


def test_the_sellers_history_stays_without_the_plate(street, car, code):
    case = street.ask(code)
    transfers.take_up(street.world, "buyer", offered(street, car))

    [kept] = inquiries.mine(street.world, "owner-1").inquiries
    assert (kept.case_id, kept.plate) == (case.id, "")
    assert inquiries.mine(street.world, "buyer").inquiries == []


def test_until_it_is_taken_over_the_seller_may_change_their_mind(street, car, code):
    given = offered(street, car)
    assert stickers.resolve(street.world, code).id == car
    transfers.withdraw(street.world, "owner-1", car)

    with pytest.raises(NotFound):
        transfers.take_up(street.world, "buyer", given)
    assert transfers.see(street.world, "owner-1", car).code == ""


def test_a_transfer_code_is_good_for_two_days_and_once(street, car):
    given = offered(street, car)
    assert offered(street, car) == given
    street.world.clock.advance(timedelta(hours=LIMITS.transfer_hours))
    with pytest.raises(NotFound):
        transfers.take_up(street.world, "buyer", given)

    fresh = offered(street, car)
    transfers.take_up(street.world, "buyer", fresh)
    with pytest.raises(NotFound):
        transfers.take_up(street.world, "wife", fresh)


def test_nobody_sells_a_car_to_themselves(street, car):
    with pytest.raises(Conflict):
        transfers.take_up(street.world, "owner-1", offered(street, car))


def test_a_removed_car_takes_its_household_and_its_offer_with_it(street, shared, code):
    given = offered(street, shared)
    vehicles.remove(street.world, "owner-1", shared)

    assert street.world.store.find(Invitation, invitation_key(street.world, given.code)) is None
    assert vehicles.mine(street.world, "wife").shared == []


def test_facts_and_table_hold_no_number_and_no_code(street, shared):
    code = offered(street, shared).code
    everything = [fact.model_dump_json() for fact in street.world.bus.facts]
    everything += [str(row.attribute_values) for row in Row.scan()]

    assert [found for found in everything for taint in (code, SECOND[3:], OWNER[3:]) if taint in found] == []


def test_an_old_sticker_that_was_printed_is_gone(street, car):
    transfers.take_up(street.world, "buyer", offered(street, car))

    with pytest.raises((Gone, NotFound)):
        stickers.face(street.world, "owner-1", car, "12345")
