"""Blocks and reports: what either side may do about the other without learning who it is."""

import pytest

from chalicelib.errors import Conflict, NotFound
from functions.car_move.model.report import Abuse, Report, StickerReport
from functions.car_move.model.session import Route
from functions.car_move.model.sticker import new_code
from functions.car_move.use_cases import blocking, operations, reports
from functions.car_move.use_cases.sessions import line_id

OWNER, WANG, PASSER_BY, THIRD = "owner-1", "citizen-wang", "+8613900139000", "+8613700137000"


@pytest.fixture
def case(street, code):
    return street.ask(code)


def routes_of(street, phone):
    found = street.world.store.parts(Route, line_id(street.world, phone))
    return [route for route in found if route.is_live(street.world.now())]


def test_a_blocked_caller_reaches_the_owner_no_more_by_any_of_their_cars(street, code, case):
    other = street.park("皖B12345")

    blocking.block(street.world, OWNER, case.id)

    assert routes_of(street, PASSER_BY) == []
    for dead in (code, other):
        with pytest.raises(NotFound, match="现在不能用"):
            street.ask(dead)


def test_others_are_not_blocked_and_other_owners_are_still_reached(street, code, case):
    theirs = street.park("皖C12345", "owner-2", "+8613600136000")

    blocking.block(street.world, OWNER, case.id)

    assert street.ask(code, THIRD).number
    assert street.ask(theirs).number


def test_blocking_twice_is_blocking_once_and_can_be_undone(street, code, case):
    for _ in range(2):
        assert blocking.block(street.world, OWNER, case.id).blocked
    assert street.told().count("car_move.blocked") == 1
    assert [it.case_id for it in blocking.blocks(street.world, OWNER).blocks] == [case.id]

    assert blocking.unblock(street.world, OWNER, case.id).blocks == []
    assert street.ask(code).number


def test_an_owner_is_not_told_that_two_requests_came_from_one_phone(street, code, case):
    street.step("close", case.id)
    street.world.clock.advance(case.until - street.world.now())
    second = street.ask(code)

    blocking.block(street.world, OWNER, second.id)

    assert second.id != case.id
    assert not blocking.see(street.world, OWNER, case.id).blocked


def test_blocking_an_earlier_request_ends_what_its_caller_has_open_now(street, code, case):
    street.world.clock.advance(case.until - street.world.now())
    second = street.ask(code)

    blocking.block(street.world, OWNER, case.id)

    assert routes_of(street, PASSER_BY) == []
    assert "<Dial" not in street.dial(PASSER_BY, second.number)


@pytest.mark.parametrize("verb", [blocking.see, blocking.block])
def test_somebody_elses_request_is_not_found(street, case, verb):
    with pytest.raises(NotFound):
        verb(street.world, WANG, case.id)


def test_a_report_is_kept_whatever_the_code_at_the_same_cost(street, code, dynamodb):
    costs = []
    for wanted in (code, new_code()):
        with dynamodb() as operations_seen:
            reports.report_sticker(street.world, StickerReport(code=wanted, abuse=Abuse.FAKE))
        costs.append(operations_seen)

    assert costs[0] == costs[1]
    found = operations.look(street.world).reports
    assert sorted(bool(report.serial) for report in found) == [False, True]


def test_a_suspended_sticker_is_dead_and_its_sessions_end(street, code, case):
    reports.report_sticker(street.world, StickerReport(code=code, abuse=Abuse.FRAUD))
    [report] = operations.look(street.world).reports

    reports.suspend(street.world, report.id)
    street.hear_facts()

    assert "car_move.sticker_suspended" in street.told()
    assert routes_of(street, PASSER_BY) == []
    with pytest.raises(NotFound, match="现在不能用"):
        street.ask(code, THIRD)
    assert operations.look(street.world).reports == []


def test_a_report_is_settled_once(street, code):
    reports.report_sticker(street.world, StickerReport(code=code, abuse=Abuse.OTHER))
    [report] = operations.look(street.world).reports
    reports.dismiss(street.world, report.id)

    with pytest.raises(Conflict):
        reports.suspend(street.world, report.id)


def test_what_is_no_sticker_of_ours_cannot_be_suspended(street):
    reports.report_sticker(street.world, StickerReport(code=new_code(), abuse=Abuse.FAKE))
    [report] = operations.look(street.world).reports

    with pytest.raises(Conflict):
        reports.suspend(street.world, report.id)


def test_reporting_a_caller_twice_is_reporting_them_once(street, case):
    for _ in range(2):
        reports.report_caller(street.world, OWNER, case.id, Abuse.PRANK)

    assert street.world.store.get(Report, case.id).about == "caller"
    assert street.told().count("car_move.reported") == 1


def test_reports_count_up(street, code):
    for _ in range(3):
        reports.report_sticker(street.world, StickerReport(code=code, abuse=Abuse.FAKE))

    assert max(report.times for report in operations.look(street.world).reports) == 3
