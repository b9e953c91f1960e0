"""The owner calls back, but nobody's phone rings because somebody else has typed its number."""

from datetime import timedelta

import pytest

from chalicelib.ports.phone import CallEvent
from functions.car_move.model.limits import LIMITS
from functions.car_move.routes import routes
from functions.car_move.use_cases import numbers
from functions.car_move.use_cases.calls import connect
from functions.car_move.use_cases.codes import code_of, send
from functions.car_move.use_cases.outgoing import NotSent
from tests.door import Door

OWNER, PASSER_BY = "+8613800138000", "+8613900139000"


@pytest.fixture
def case(street, code):
    return street.ask(code)


@pytest.fixture
def memory(street):
    return street.world.phone.memory


@pytest.fixture
def browser(street) -> Door:
    return Door(routes, street.world)


def may_call_back(street, case) -> bool:
    """Asked of the use case: a door of its own keeps the carrier's from being used beside it."""
    bridge = connect(street.world, CallEvent("CA1", "CA1", OWNER, case.number)).bridge
    return bridge is not None and bridge.dial_to == PASSER_BY


def press(browser, case, button, **fields):
    """A button on the request's page."""
    return browser.submit(f"/requests/{case.id}/{button}", on=browser.page(f"/requests/{case.id}"), **fields)


def has_called(street, case, caller=PASSER_BY, status="completed"):
    form = {"CallSid": "CA1", "From": caller, "To": case.number, "CallStatus": status}
    return street.carrier("/calls/finished", **form)


def test_an_owner_does_not_ring_a_phone_that_somebody_only_typed(street, case):
    answer = street.dial(OWNER, case.number)

    assert "暂时不能回拨" in answer
    assert "<Dial" not in answer
    assert PASSER_BY not in answer


@pytest.mark.parametrize("status", ["completed", "no-answer", "busy", "failed", "canceled"])
def test_a_call_from_that_phone_lets_the_owner_call_back(street, case, status):
    has_called(street, case, status=status)

    answer = street.dial(OWNER, case.number)

    assert f">{PASSER_BY}</Number>" in answer
    assert f'callerId="{case.number}"' in answer


def test_a_missed_call_can_be_returned_before_its_end_is_reported(street, case):
    form = {"From": PASSER_BY, "To": case.number, "DialCallSid": "CA2", "DialCallStatus": "no-answer"}
    street.carrier(f"/calls/{case.id}/ended/0", CallSid="CA1", **form)

    assert f">{PASSER_BY}</Number>" in street.dial(OWNER, case.number)


def test_a_call_back_costs_one_read_too(street, case, dynamodb):
    has_called(street, case)
    with dynamodb() as operations:
        street.dial(OWNER, case.number)

    assert operations == ["GetItem"]


@pytest.mark.parametrize("caller", ["anonymous", "+8613700137000", OWNER])
def test_a_call_from_elsewhere_proves_nothing(street, case, caller):
    has_called(street, case, caller=caller)

    assert "<Dial" not in street.dial(OWNER, case.number)


def test_with_a_number_for_each_side_the_owner_dials_the_one_they_saw(street, code):
    numbers.number_by(street.world, "AXYB")
    other = street.park("皖A12399", "owner-2", "+8613800138002")
    street.ask(other, tail="399")
    case = street.ask(code)
    has_called(street, case)
    rung = street.dial(PASSER_BY, case.number)
    [shown] = [number for number in numbers.listed(street.world).numbers if f'callerId="{number}"' in rung]

    answer = street.dial(OWNER, shown)

    assert shown != case.number
    assert f'callerId="{case.number}"' in answer
    assert f">{PASSER_BY}</Number>" in answer


def test_a_proof_is_for_one_session(street, case, code):
    has_called(street, case)
    street.world.clock.advance(LIMITS.session + timedelta(minutes=1))

    again = street.ask(code)

    assert again.number == case.number
    assert "<Dial" not in street.dial(OWNER, again.number)


def test_the_call_back_ends_with_the_session(street, case):
    has_called(street, case)
    street.world.clock.advance(LIMITS.session)

    assert "<Dial" not in street.dial(OWNER, case.number)


def test_a_code_is_texted_from_the_masked_number(street, case, memory, browser):
    press(browser, case, "code")
    street.hear_facts()

    [(to, shown, words)] = memory.texts
    assert (to, shown) == (PASSER_BY, case.number)
    assert code_of(street.world, case.id) in words


def test_the_code_lets_the_owner_call_back(street, case, browser):
    press(browser, case, "proof", code=code_of(street.world, case.id))

    assert may_call_back(street, case)
    assert "给您回电话" in browser.page(f"/requests/{case.id}").text


def test_a_wrong_code_does_not(street, case, browser):
    right = code_of(street.world, case.id)

    answer = press(browser, case, "proof", code=f"{(int(right) + 1) % 10**6:06}")

    assert answer.status == 422
    assert "验证码不对" in answer.text
    assert not may_call_back(street, case)


def test_codes_cannot_be_tried_on_and_on(street, case, browser):
    right = code_of(street.world, case.id)
    for n in range(LIMITS.tries_per_code):
        press(browser, case, "proof", code=f"{(int(right) + n + 1) % 10**6:06}")

    assert press(browser, case, "proof", code=right).status == 429


def test_nor_sent_on_and_on(street, case, memory, browser):
    codes = [press(browser, case, "code").status for _ in range(LIMITS.codes_per_case + 1)]

    assert codes == [303] * LIMITS.codes_per_case + [429]


def test_a_phone_gets_only_so_many_codes_whoever_asks(street, code, browser):
    answers = []
    for n in range(LIMITS.codes_per_phone_a_day + 1):
        case = street.ask(street.park(f"皖A1234{n}", f"owner-{n}", f"+861380013801{n}"), tail=f"34{n}")
        answers.append(press(browser, case, "code").status)
        street.world.clock.advance(LIMITS.session + timedelta(minutes=1))

    assert answers[-1] == 429
    assert set(answers[:-1]) == {303}


def test_a_carrier_that_is_down_is_asked_again_without_naming_the_phone(street, case, memory):
    memory.failing = 1

    with pytest.raises(NotSent) as failure:
        send(street.world, case.id)

    assert str(failure.value) == "ConnectionError"


def test_a_phone_that_takes_no_texts_is_left_alone(street, case, memory):
    memory.unwilling = {PASSER_BY}

    send(street.world, case.id)

    assert memory.texts == []


def test_no_code_is_sent_once_the_session_is_over(street, case, memory, browser):
    press(browser, case, "code")
    street.world.clock.advance(LIMITS.session)
    street.hear_facts()

    assert memory.texts == []


def test_a_message_is_left_once_and_holds_nothing_but_the_reason(street, code, browser):
    for number in numbers.listed(street.world).numbers:
        numbers.retire(street.world, number)
    case = street.ask(code)

    for _ in range(2):
        press(browser, case, "message")

    [fact] = [fact for fact in street.world.bus.facts if fact.type == "car_move.message_left"]
    assert set(fact.data) == {"case_id", "at", "owner_id", "vehicle_id", "reason"}
    assert "车主会收到短信提醒" in browser.page(f"/requests/{case.id}").text


def test_where_there_is_a_number_to_call_no_message_is_left(street, case, browser):
    press(browser, case, "message")

    assert "car_move.message_left" not in street.told()


def test_one_car_gets_only_so_many_messages(street, code, browser):
    for number in numbers.listed(street.world).numbers:
        numbers.retire(street.world, number)
    cases = [street.ask(code, phone=f"+861370013700{n}") for n in range(LIMITS.messages_per_vehicle + 1)]

    answers = [press(browser, case, "message").status for case in cases]

    assert answers == [303] * LIMITS.messages_per_vehicle + [429]
