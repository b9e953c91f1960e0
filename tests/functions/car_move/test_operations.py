"""What operators see: figures that add up, reports to settle, and nobody's data."""

import re
from datetime import timedelta

import pytest

from chalicelib.identity import COOKIE
from chalicelib.store import Add
from chalicelib.tokens import Claims
from functions.car_move.model.report import Abuse, StickerReport
from functions.car_move.model.tuning import COSTS
from functions.car_move.routes import routes
from functions.car_move.rules import costs, measures
from functions.car_move.use_cases import blocking, erasures, operations, reports
from tests.door import Door

OWNER, PASSER_BY, PLATE = "+8613811112222", "+8613933334444", "皖A67345"


@pytest.fixture
def case(street):
    return street.ask(street.park(PLATE, "owner-1", OWNER), PASSER_BY)


def door(street, *roles: str) -> Door:
    claims = Claims(sub="officer-1", sid="s", jti="j", level=1, roles=list(roles))
    token = street.world.tokens.issue(claims, street.world.now() + timedelta(hours=1))
    return Door(routes, street.world, cookies={COOKIE: token})


def ring(street, case, after: int) -> None:
    street.world.clock.advance(timedelta(seconds=after))
    leg = {"CallSid": "CA2", "ParentCallSid": "CA1", "From": case.number, "To": OWNER}
    street.carrier(f"/calls/{case.id}/progress", **leg, CallStatus="ringing")


def test_an_empty_day_divides_by_nothing(street):
    seen = operations.look(street.world)

    assert (seen.calls.asked, seen.calls.answer_percent, seen.calls.ring_p50) == (0, None, None)
    assert (seen.numbers.numbers, seen.numbers.free) == (20, 20)


def test_a_session_under_way_is_counted_and_paid_for_in_advance(street, case):
    seen = operations.look(street.world)

    assert (seen.calls.live, seen.calls.asked) == (1, 1)
    assert (seen.numbers.busy, seen.numbers.free) == (1, 19)
    assert seen.money.spent == costs.of_session()


def test_a_text_is_paid_for_once_when_the_carrier_has_taken_it(street):
    for _ in range(2):
        erasures.file(street.world, "text", "SM1")

    money = operations.look(street.world).money
    assert (money.texts, money.spent) == (1, COSTS.text)


def test_what_was_set_aside_and_not_used_comes_back_even_the_day_after(street, case):
    street.world.clock.advance(timedelta(hours=7, minutes=30))
    street.step("close", case.id)

    assert street.world.store.tally("spent#2026-05-01")["fen"] == 0
    assert operations.look(street.world).calls.live == 0


def test_the_first_ring_is_timed_from_asking_once(street, case):
    for seconds in (12, 60):
        ring(street, case, seconds)

    assert (operations.look(street.world).calls.ring_p50, operations.look(street.world).calls.ring_p95) == (
        13,
        13,
    )


def test_the_busiest_phone_of_the_last_hour_tells_how_full_the_pool_is(street, case):
    for letter in "BCD":
        street.ask(
            street.park(f"皖{letter}67345", f"owner-{letter}", f"+861361111222{ord(letter) % 10}"), PASSER_BY
        )
    assert operations.look(street.world).numbers.busy == 4

    street.world.clock.advance(timedelta(hours=2))
    assert operations.look(street.world).numbers.busy == 0


def test_why_attempts_were_turned_away_is_for_operators_only(street, case):
    code = street.park("皖E67345", "owner-1", OWNER)
    blocking.block(street.world, "owner-1", case.id)
    with pytest.raises(Exception, match="现在不能用"):
        street.ask(code, PASSER_BY)

    assert operations.look(street.world).turned_away == {"blocked": 1}


@pytest.mark.parametrize(("roles", "status"), [(["citizen"], 403), (["officer"], 403), (["operator"], 200)])
def test_only_operators_look(street, roles, status):
    assert door(street, *roles).page("/operations").status == status


def test_an_operator_settles_a_report_on_the_page(street, case):
    code = street.park("皖F67345", "owner-F", "+8613611112229")
    for _ in range(2):
        reports.report_sticker(street.world, StickerReport(code=code, abuse=Abuse.FRAUD))
    operator = door(street, "operator")
    page = operator.page("/operations")
    dismissed, suspended = re.findall(
        r'action="/car-move(/operations/reports/\S+/(?:dismiss|suspend))"', page.text
    )[1:3]

    assert "诈骗" in page.text
    assert operator.submit(dismissed, on=page).location == "/car-move/operations?done=dismissed"
    assert operator.submit(suspended, on=operator.page("/operations")).location.endswith("done=suspended")
    assert "没有待处理的举报" in operator.page("/operations").text


def test_the_page_warns_before_the_ceiling_and_at_it(street):
    tomorrow = street.world.now() + timedelta(days=1)
    operator = door(street, "operator")
    for share, says in ((80, "超过上限的 80%"), (20, "费用已到上限")):
        more = COSTS.day_ceiling * share // 100
        street.world.store.commit(Add("spent#2026-05-01", "fen", tomorrow, more))
        assert says in operator.page("/operations").text


def test_the_page_and_its_json_name_nobody(street, case):
    ring(street, case, 5)
    reports.report_caller(street.world, "owner-1", case.id, Abuse.HARASSMENT)
    operator = door(street, "operator")

    seen = operator.page("/operations").text + operator.fetch("/operations").text
    close = re.sub(r"[\s·\-]", "", seen)

    secret = [OWNER[3:], PASSER_BY[3:], PLATE[2:], "owner-1", case.owner_line, case.line, case.number[1:]]
    assert [text for text in secret if text.replace("-", "") in close] == []


def test_percentiles_are_those_of_the_nearest_rank():
    counts = {measures.bucket(seconds): 1 for seconds in (1, 2, 3, 5, 8, 13, 20, 30, 45, 5000)}

    assert [measures.percentile(counts, p) for p in (10, 50, 95)] == [1, 8, 1200]


@pytest.mark.parametrize(("seconds", "minutes"), [(0, 0), (1, 1), (60, 1), (61, 2)])
def test_both_legs_are_paid_by_the_minute_begun(seconds, minutes):
    assert costs.of_call(seconds) == 2 * minutes * COSTS.voice_minute
