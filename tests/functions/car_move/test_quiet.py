"""Owners who want to be left alone: at night, by somebody, for now; and nobody who scans can tell which."""

import json
import re
from datetime import UTC, datetime, timedelta

import pytest

from chalicelib.errors import Busy, Invalid, NotFound, TooMany
from chalicelib.store import Add
from functions.car_move.model.limits import LIMITS
from functions.car_move.model.quiet import Quiet, Window
from functions.car_move.model.request import Reason
from functions.car_move.model.sticker import Named, Sticker, new_code
from functions.car_move.model.tuning import COSTS
from functions.car_move.rules import quiet as rules
from functions.car_move.use_cases import blocking, quieting, stickers, vehicles
from functions.car_move.use_cases.issuing import key_of
from tests.functions.car_move.asked import Requests

OWNER, PASSER_BY = "owner-1", "+8613900139000"
NIGHT = Window(days=[1, 2, 3, 4, 5, 6, 7], begins="22:00", ends="07:00")
NOW = Window(days=[5], begins="16:30", ends="17:30")  # the clock of the tests: Friday, 17:00 in Beijing
RESCUE = Reason.BLOCKS_RESCUE


def beijing(day: int, hour: int, minute: int = 0) -> datetime:
    """A day of the week of 4 May 2026, a Monday."""
    return datetime(2026, 5, 3 + day, hour, minute, tzinfo=UTC) - timedelta(hours=8)


def vehicle_of(street, code):
    return stickers.resolve(street.world, code, RESCUE).id


def silence(street, code, window=NOW):
    quieting.add(street.world, OWNER, vehicle_of(street, code), window)


def post(street, code, **more):
    form = {"code": code, "tail": "345", "reason": "other", "phone": PASSER_BY} | more
    headers = {"Content-Type": "application/json", "Idempotency-Key": f"key-{code[:8]}-{len(more)}"}
    return street.client.http.post("/requests", headers=headers, body=json.dumps(form))


@pytest.mark.parametrize(
    ("at", "silent"),
    [
        (beijing(1, 21, 59), False),
        (beijing(1, 22, 0), True),
        (beijing(2, 6, 59), True),
        (beijing(2, 7, 0), False),
        (beijing(2, 12, 0), False),
    ],
)
def test_a_night_goes_past_midnight(at, silent):
    assert rules.silences(Quiet(windows=[NIGHT]), at) is silent


def test_a_window_belongs_to_the_day_it_begins_on():
    friday_night = Quiet(windows=[Window(days=[5], begins="22:00", ends="07:00")])

    assert rules.silences(friday_night, beijing(6, 3))
    assert not rules.silences(friday_night, beijing(5, 3))


def test_a_whole_day_is_a_window_too():
    sunday = Quiet(windows=[Window(days=[7], begins="00:00", ends="00:00")])

    assert [rules.silences(sunday, beijing(7, hour)) for hour in (0, 12, 23)] == [True] * 3
    assert not rules.silences(sunday, beijing(1, 1) + timedelta(days=7))


def test_a_rescue_lane_is_cleared_at_night_unless_the_owner_objects():
    assert not rules.silences(Quiet(windows=[NIGHT]), beijing(1, 23), RESCUE)
    assert rules.silences(Quiet(windows=[NIGHT], rescue=False), beijing(1, 23), RESCUE)


def test_a_quiet_owner_is_reached_again_when_the_time_is_over(street, code):
    silence(street, code)
    with pytest.raises(NotFound):
        street.ask(code)

    street.world.clock.advance(timedelta(minutes=31))

    assert street.ask(code).number


def test_so_many_windows_and_no_more(street, code):
    vehicle = vehicle_of(street, code)
    for hour in range(8):
        quieting.add(street.world, OWNER, vehicle, Window(days=[1], begins=f"0{hour}:00", ends="23:00"))

    with pytest.raises(Invalid):
        quieting.add(street.world, OWNER, vehicle, NIGHT)
    assert len(quieting.remove(street.world, OWNER, vehicle, "1-00:00-23:00").quiet.windows) == 7


def paused(street, code):
    vehicles.pause(street.world, OWNER, vehicle_of(street, code))


def revoked(street, code):
    vehicle = stickers.resolve(street.world, code)
    stickers.revoke(street.world, OWNER, vehicle.id, Named(serial=vehicle.serial))


def suspended(street, code):
    sticker = street.world.store.get(Sticker, key_of(street.world, code))
    street.world.store.commit(sticker.model_copy(update={"status": "suspended"}))


def blocked(street, code):
    blocking.block(street.world, OWNER, street.ask(code, PASSER_BY).id)


def nothing(street, code):
    """Left as it is; another code is asked for."""


WAYS = [nothing, revoked, suspended, paused, silence, blocked]


def test_whatever_stands_in_the_way_the_answer_and_the_work_are_the_same(street):
    seen = {}
    for n, spoil in enumerate(WAYS):
        code = street.park(f"皖{'ABCDEF'[n]}12345")
        spoil(street, code)
        wanted = new_code() if spoil is nothing else code
        with Requests() as asked:
            answer = post(street, wanted)
        body = re.sub(answer.headers["X-Correlation-Id"], "…", answer.body.decode())
        seen[spoil.__name__] = (answer.status_code, body, asked.names)

    assert set(map(str, seen.values())) == {str(seen["nothing"])}
    assert seen["nothing"][0] == 404


@pytest.mark.parametrize("spoil", [nothing, revoked, suspended, paused, silence])
def test_a_claim_of_rescue_without_the_plate_tells_nothing_either(street, code, spoil):
    spoil(street, code)

    answer = post(street, new_code() if spoil is nothing else code, reason="blocks_rescue", tail="999")

    assert answer.status_code == 404
    assert "现在不能用" in answer.body.decode()


def test_who_sees_the_plate_gets_through_for_rescue(street, code):
    silence(street, code)

    assert post(street, code, reason="blocks_rescue").status_code == 201


def test_an_owner_may_refuse_rescue_too(street, code):
    vehicle = vehicle_of(street, code)
    silence(street, code)
    quieting.allow_rescue(street.world, OWNER, vehicle, False)

    assert post(street, code, reason="blocks_rescue").status_code == 404


def test_the_way_to_rescue_is_offered_under_every_dead_code(street, code):
    silence(street, code)

    for wanted in (code, new_code()):
        page = street.get(f"/{wanted}")
        assert page.status_code == 404
        assert f"/car-move/rescue/{wanted}" in page.body.decode()
        assert street.get(f"/rescue/{wanted}").status_code == 200


def test_a_phone_has_so_many_attempts_a_day(street):
    for _ in range(LIMITS.asks_per_phone_a_day):
        with pytest.raises(NotFound):
            street.ask(new_code())

    with pytest.raises(TooMany):
        street.ask(new_code())


def test_an_owner_is_asked_so_often_a_day(street, code):
    for _ in range(LIMITS.asks_per_owner_a_day):
        street.world.store.count("rung#owner-1", timedelta(days=1))

    with pytest.raises(TooMany, match="明天再试"):
        street.ask(code)


def test_at_the_days_ceiling_no_session_opens_until_midnight(street, code):
    tomorrow = street.world.now() + timedelta(days=1)
    street.world.store.commit(Add("spent#2026-05-01", "fen", tomorrow, COSTS.day_ceiling))

    with pytest.raises(Busy) as refusal:
        street.ask(code)
    street.world.clock.advance(timedelta(seconds=refusal.value.retry_after))

    assert refusal.value.retry_after == 7 * 3600
    assert street.ask(code).number


def test_an_owner_with_a_number_abroad_is_nobodys_expense(street):
    code = street.park("皖A12345", "owner-9", "+8819123456789")

    with pytest.raises(NotFound, match="现在不能用"):
        street.ask(code)
