"""Two cars of one owner, asked for by one passer-by: two requests, two numbers, two answers."""

import pytest

from functions.car_move.model.answer import Reply
from functions.car_move.model.limits import LIMITS
from functions.car_move.model.session import Route
from functions.car_move.use_cases import answers, numbers
from functions.car_move.use_cases.sessions import line_id

OWNER, PASSER_BY = "+8613800138000", "+8613900139000"


@pytest.fixture(params=["AXB", "AXYB"])
def two(request, street, code):
    """A case about each of the owner's cars."""
    numbers.load_numbers(street.world, [], request.param)
    return street.ask(code), street.ask(street.park("皖B54321"), tail="321")


def whisper(street, case) -> str:
    form = {"CallSid": "CA2", "ParentCallSid": "CA1", "From": case.number, "To": OWNER}
    return street.carrier(f"/calls/{case.id}/whisper", **form).body.decode()


def test_each_has_its_own_page_and_number(street, two):
    first, second = two

    assert first.id != second.id
    assert first.number != second.number
    assert first.vehicle_id != second.vehicle_id


def test_each_number_leads_both_ways_to_its_own_case(street, two):
    for case in two:
        mine = street.world.store.get(Route, line_id(street.world, PASSER_BY), case.number)
        theirs = street.world.store.get(Route, mine.other_id, mine.shown)
        assert (mine.case_id, theirs.case_id) == (case.id, case.id)
        assert f"/calls/{case.id}/whisper" in street.dial(PASSER_BY, case.number)


def test_the_owner_hears_which_car_it_is_about(street, two):
    first, second = two

    assert "3 4 5" in whisper(street, first)
    assert "3 2 1" in whisper(street, second)


def test_an_answer_about_one_is_none_about_the_other(street, two):
    first, second = two

    answers.answer(street.world, first.id, first.owner_line, Reply(kind="coming", minutes=5))

    assert "<Dial" not in street.dial(PASSER_BY, first.number)
    assert street.case(second).answer is None
    assert "<Dial" in street.dial(PASSER_BY, second.number)


def test_asking_twice_for_either_is_asking_once(street, code, two):
    first, _ = two

    assert street.ask(code).id == first.id


def test_afterwards_the_pair_has_its_numbers_again(street, code, two):
    first, second = two
    street.world.clock.advance(LIMITS.session)

    again = street.ask(code)

    assert again.id not in {first.id, second.id}
    assert again.number in {first.number, second.number}
    assert "<Dial" in street.dial(PASSER_BY, again.number)
