"""Sessions: no call ever reaches anybody but the other half of its pair."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chalicelib.errors import Conflict, Refused, TooMany
from functions.car_move.model.limits import LIMITS
from functions.car_move.model.pool import Pool
from functions.car_move.model.session import Line, Route, Seat
from functions.car_move.rules import sessions
from functions.car_move.use_cases import numbers, requests, stickers, vehicles
from functions.car_move.use_cases.sessions import line, line_id

OWNER, PASSER_BY, THIRD = "+8613800138000", "+8613900139000", "+8613700137000"


def phone(n: int) -> str:
    return f"+86135{n:08}"


def number_of(street, case) -> str:
    return street.case(case).number


def test_both_phones_are_bound_to_one_number(street, code):
    case = street.ask(code)

    [mine], [theirs] = line(street.world, PASSER_BY).routes, line(street.world, OWNER).routes
    assert (mine.number, mine.other, mine.shown) == (case.number, OWNER, case.number)
    assert (theirs.number, theirs.other, theirs.shown) == (case.number, PASSER_BY, case.number)


def test_with_a_number_for_each_side_both_get_their_lowest(street, code):
    numbers.load_numbers(street.world, [], "AXYB")
    street.ask(code)
    other = street.park("皖B12345", "owner-2", THIRD)

    second = street.ask(other)

    [theirs] = line(street.world, THIRD).routes
    assert (second.number, theirs.number) == ("+6531580002", "+6531580001")
    assert 'callerId="+6531580001"' in street.dial(PASSER_BY, "+6531580002")
    street.finish(PASSER_BY, "+6531580002")
    assert 'callerId="+6531580002"' in street.dial(THIRD, "+6531580001")


def test_asking_twice_is_asking_once(street, code):
    first = street.ask(code)
    street.world.clock.advance(timedelta(minutes=14))

    assert street.ask(code) == first
    assert street.told().count("car_move.asked") == 1


def test_asking_again_afterwards_is_a_new_case_by_the_same_number(street, code):
    first = street.ask(code)
    street.world.clock.advance(timedelta(minutes=16))

    second = street.ask(code)

    assert second.id != first.id
    assert second.number == first.number
    assert len(line(street.world, OWNER).routes) == 1


def test_who_renews_too_late_takes_no_number_from_anybody(street, code):
    """Read in the last second of the quarantine, written after another has begun with the same number."""
    other = street.park("皖B12345", "owner-2", THIRD)
    street.ask(code)
    street.world.clock.advance(timedelta(minutes=45, seconds=-1))
    owner, passer_by = line(street.world, OWNER), line(street.world, PASSER_BY)
    late = sessions.opened(numbers.listed(street.world), owner, passer_by, "late", street.world.now())
    street.world.clock.advance(timedelta(seconds=1))
    case = street.ask(other, OWNER)

    with pytest.raises(Conflict):
        street.world.store.commit(*late.records)

    assert f">{THIRD}</Number>" in street.dial(OWNER, case.number)


def test_a_number_in_quarantine_is_given_to_nobody_else(street, code):
    first = street.ask(code)
    street.world.clock.advance(timedelta(minutes=44))

    assert street.ask(code, THIRD).number != first.number


def test_after_the_quarantine_it_is(street, code):
    first = street.ask(code)
    street.world.clock.advance(timedelta(minutes=45))

    assert street.ask(code, THIRD).number == first.number


def test_a_phone_that_is_an_owner_and_a_passer_by_at_once_is_never_confused(street, code):
    """Uniqueness by role would give both sessions the first number, and its calls two ways to go."""
    other = street.park("皖B12345", "owner-2", THIRD)

    as_owner = street.ask(code, PASSER_BY)
    as_passer_by = street.ask(other, OWNER)

    assert as_owner.number != as_passer_by.number
    street.finish(PASSER_BY, as_owner.number)
    assert f">{PASSER_BY}</Number>" in street.dial(OWNER, as_owner.number)
    assert f">{THIRD}</Number>" in street.dial(OWNER, as_passer_by.number)


def test_two_who_block_each_other_have_two_cases(street, code):
    other = street.park("皖B12345", "owner-2", PASSER_BY)

    assert street.ask(code, PASSER_BY).number != street.ask(other, OWNER).number


def test_an_owner_is_rung_by_few_at_a_time(street, code):
    for n in range(LIMITS.owner_sessions):
        street.ask(code, phone(n))

    with pytest.raises(TooMany) as refused:
        street.ask(code, phone(99))
    assert refused.value.retry_after > 0


def test_a_passer_by_rings_few_at_a_time(street):
    codes = [street.park(f"皖B1{n}345", f"owner-{n}", phone(n)) for n in range(LIMITS.passer_by_sessions + 1)]
    for code in codes[:-1]:
        street.ask(code)

    with pytest.raises(TooMany):
        street.ask(codes[-1])


def test_when_the_numbers_run_out_nobody_gets_a_wrong_one(street, code):
    for number in numbers.listed(street.world).numbers[2:]:
        numbers.retire(street.world, number)
    street.ask(code, phone(1))
    street.ask(code, phone(2))

    third = street.ask(code, phone(3))

    assert third.number == ""
    for number in numbers.listed(street.world).ours:
        assert "<Dial" not in street.dial(phone(3), number)


def test_a_retired_number_serves_out_its_sessions(street, code):
    case = street.ask(code)
    numbers.retire(street.world, case.number)

    assert "<Dial" in street.dial(PASSER_BY, case.number)
    assert street.ask(code, THIRD).number != case.number


def test_after_its_number_was_retired_a_pair_still_has_one_session(street, code):
    old = street.ask(code)
    street.world.clock.advance(timedelta(minutes=16))
    numbers.retire(street.world, old.number)
    new = street.ask(code)

    assert new.number != old.number
    assert street.ask(code) == new


def pause(street, vehicle):
    vehicles.pause(street.world, "owner-1", vehicle.id)


def revoke(street, vehicle):
    stickers.revoke(street.world, "owner-1", vehicle.id, stickers.Named(serial=vehicle.serial))


def remove(street, vehicle):
    vehicles.remove(street.world, "owner-1", vehicle.id)


@pytest.mark.parametrize("end", [pause, revoke, remove], ids=lambda end: end.__name__)
def test_a_dead_or_paused_sticker_ends_what_was_begun_with_it(street, code, end):
    case = street.ask(code)
    other = street.ask(street.park("皖B12345"), THIRD)

    end(street, stickers.resolve(street.world, code))
    street.hear_facts()

    assert "<Dial" not in street.dial(PASSER_BY, case.number)
    assert "<Dial" not in street.dial(OWNER, case.number)
    assert requests.follow(street.world, case.id).number is None
    assert "<Dial" in street.dial(THIRD, other.number)


def test_a_session_that_was_cut_short_leaves_its_number_in_quarantine(street, code):
    case = street.ask(code)
    revoke(street, stickers.resolve(street.world, code))
    street.hear_facts()

    assert street.ask(street.park("皖B12345"), THIRD).number != case.number


PEOPLE = st.sampled_from(["a", "b", "c", "d"])
HAPPENINGS = st.one_of(st.tuples(PEOPLE, PEOPLE), st.integers(1, 50))


@settings(max_examples=300, deadline=None)
@given(st.lists(HAPPENINGS, max_size=30), st.sampled_from(["AXB", "AXYB"]))
def test_whatever_people_do_a_route_is_never_overwritten_while_it_is_held(happenings, numbering):
    now = datetime(2026, 5, 1, 9, tzinfo=UTC)
    pool = Pool(numbers=[f"+65{n}" for n in range(5)], numbering=numbering)
    kept: dict[tuple[str, str], Route] = {}

    def line(who: str) -> Line:
        return Line(who, who, [route for (id, _), route in kept.items() if id == who])

    for n, happened in enumerate(happenings):
        if isinstance(happened, int):
            now += timedelta(minutes=happened)
            kept = {key: route for key, route in kept.items() if route.held_until > now}
            continue
        owner, passer_by = map(line, happened)
        if owner.id == passer_by.id:
            continue
        try:
            opened = sessions.opened(pool, owner, passer_by, f"case-{n}", now)
        except Refused:
            continue
        for route in (record for record in opened.records if isinstance(record, Route)):
            before = kept.get((route.id, route.number))
            assert before is None or (before.other_id == route.other_id and not before.is_live(now))
            kept[route.id, route.number] = route.model_copy(update={"version": 1})

    for route in kept.values():
        back = kept[route.other_id, route.shown]
        assert (back.other_id, back.shown, back.case_id) == (route.id, route.number, route.case_id)


def test_seats_are_given_up_when_the_session_ends(street, code):
    street.ask(code)
    assert street.world.store.parts(Seat, line_id(street.world, OWNER)) != []

    street.world.clock.advance(timedelta(minutes=15))

    assert street.world.store.parts(Seat, line_id(street.world, OWNER)) == []
