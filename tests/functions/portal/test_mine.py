"""Everything of mine over all matters, in one list that follows the facts."""

from datetime import UTC, datetime, timedelta

from tests.functions.portal.conftest import OTHER

DUE = "2026-05-15T16:00:00Z"


def test_an_application_stands_in_the_list_with_its_next_step(town):
    town.happens("application.submitted")

    [affair] = town.mine()

    assert (affair["title"], affair["status"]) == ("公租房申请", "已提交，正在核对")
    assert affair["url"] == "/public-housing/applications/case-1"


def test_remaining_days_are_working_days(town):
    town.happens("application.submitted")
    town.happens("application.accepted", due=DUE)

    [affair] = town.mine()

    # 6 to 8, 11 to 15 May and the Saturday that makes up for a holiday; 1 to 5 May is one.
    assert (affair["remaining"], affair["time"]) == (9, "剩余 9 个工作日")


def test_a_clock_that_stands_still_shows_no_days_but_why(town):
    town.happens("application.accepted", due=DUE)
    town.happens("application.suspended")

    [affair] = town.mine()

    assert (affair["time"], affair["paused"]) == ("", "特别程序期间暂停计时")


def test_a_clock_that_runs_again_runs_to_its_new_end(town):
    town.happens("application.accepted", due=DUE)
    town.happens("application.suspended")
    town.happens("application.resumed")
    town.happens("application.moved", status="reviewing", due="2026-05-18T16:00:00Z")

    assert town.mine()[0]["remaining"] == 10


def test_what_is_late_says_so(town):
    town.happens("application.accepted", due=DUE)
    town.world.clock.time = datetime(2026, 5, 19, 2, tzinfo=UTC)

    assert town.mine()[0]["time"] == "已超期 2 个工作日"


def test_what_waits_for_the_citizen_says_until_when(town):
    town.happens("application.correction_wanted", until=DUE)
    town.happens("application.moved", status="correcting")

    [affair] = town.mine()

    assert affair["mine"]
    assert "2026年5月15日" in affair["next"]


def test_what_is_decided_moves_to_the_done_ones(town):
    town.happens("application.submitted")
    town.happens("application.decided", status="refused")

    assert town.mine() == []
    assert [it["status"] for it in town.mine("done")] == ["已办结：不予通过"]


def test_payments_cars_and_mandates_are_there_as_well(town):
    town.happens("utility_payment.started", case_id="pay-1", status="created")
    town.happens("car_move.asked", case_id="request-1")
    town.happens("car_move.vehicle_registered", case_id="car-1", vehicle_id="car-1")
    town.happens("application.mandate_given", matter="elderly-allowance", agent_id=OTHER)

    assert {it["title"] for it in town.mine()} == {"水电气缴费", "请您挪车"}
    assert {it["title"] for it in town.mine("done")} == {"码上挪车：我的车", "授权家人代办：高龄津贴"}
    assert [it["title"] for it in town.mine("done", OTHER)] == ["受家人委托代办：高龄津贴"]


def test_a_payment_that_is_given_back_is_open_again_until_the_money_is_back(town):
    town.happens("utility_payment.posted", case_id="pay-1", status="settled")
    assert len(town.mine("done")) == 1

    town.happens("utility_payment.reversed", case_id="pay-1", status="paid")
    assert [it["url"] for it in town.mine()] == ["/pay/payments/pay-1"]

    town.happens("utility_payment.refunded", case_id="pay-1", status="settled")
    assert town.mine() == []


def test_of_somebody_elses_one_sees_nothing(town):
    town.happens("application.submitted")

    assert town.mine(citizen=OTHER) == []


def test_a_long_list_has_pages(town):
    for number in range(25):
        town.happens("application.submitted", case_id=f"case-{number}")
    door = town.door()

    first = door.fetch("/my").json
    second = door.fetch(f"/my?cursor={first['cursor']}").json

    found = [it["thing"] for it in first["affairs"] + second["affairs"]]
    assert found == [f"case-{number}" for number in reversed(range(25))]
    assert second["cursor"] is None
    assert "更早的" in door.page("/my").text


def test_nothing_under_way_is_said(town):
    door = town.door()

    assert "现在没有正在办的事" in door.page("/my").text
    assert "还没有办结的事" in door.page("/my?show=done").text


def test_what_is_done_is_forgotten_after_its_time(town):
    town.happens("car_move.closed", outcome="answered")
    assert len(town.mine("done")) == 1

    town.world.clock.advance(timedelta(days=31))

    assert town.mine("done") == []


def test_a_stranger_is_asked_to_sign_in(town):
    assert town.stranger().page("/my").location == "/identity/sign-in?next=/my"
    assert town.stranger().fetch("/my").status == 401
