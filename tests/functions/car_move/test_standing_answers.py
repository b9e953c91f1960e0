"""What an owner tells one passer-by is the answer to whoever asks for the same car, while it stands."""

from datetime import timedelta

import pytest

from chalicelib.errors import Gone, TooMany
from functions.car_move.model.answer import Reply
from functions.car_move.model.limits import LIMITS
from functions.car_move.model.request import Ask
from functions.car_move.use_cases import answers, requests

OWNER, FIRST, SECOND = "+8613800138000", "+8613900139000", "+8613700137000"
COMING, CANNOT, WRONG = Reply(kind="coming", minutes=10), Reply(kind="cannot"), Reply(kind="wrong_car")
PATIENCE = timedelta(minutes=LIMITS.insist_minutes)


@pytest.fixture
def first(street, code):
    return street.ask(code, FIRST)


def say(street, case, reply):
    answers.answer(street.world, case.id, case.owner_line, reply)


def rescue(street, code, phone=SECOND):
    return requests.ask(street.world, Ask(code=code, tail="345", reason="blocks_rescue", phone=phone))


def page(street, case) -> str:
    return street.get(f"/requests/{case.id}").body.decode()


def test_a_newcomer_sees_the_answer_at_once_and_rings_nobody(street, code, first):
    say(street, first, COMING)
    street.world.clock.advance(timedelta(minutes=2))

    second = street.ask(code, SECOND)

    assert "车主已回复：在路上，大约 8 分钟后到" in page(street, second)
    heard = street.dial(SECOND, second.number)
    assert "<Dial" not in heard
    assert "大约 8 分钟后到" in heard
    assert requests.follow(street.world, second.id).may_dial is False


def test_whoever_has_asked_already_hears_it_too(street, code, first):
    second = street.ask(code, SECOND)

    say(street, first, CANNOT)

    assert "暂时来不了" in page(street, second)
    assert "<Dial" not in street.dial(SECOND, second.number)


def test_it_still_costs_one_read_to_hear_it(street, code, first, dynamodb):
    say(street, first, COMING)
    second = street.ask(code, SECOND)

    with dynamodb() as operations:
        street.dial(SECOND, second.number)

    assert operations == ["GetItem"]


def test_that_it_is_not_their_car_is_about_one_passer_by_only(street, code, first):
    say(street, first, WRONG)

    second = street.ask(code, SECOND)

    assert street.case(second).answer is None
    assert "<Dial" in street.dial(SECOND, second.number)


def test_another_car_of_the_same_owner_is_another_matter(street, first):
    other = street.park("皖B12345")
    say(street, first, COMING)

    second = street.ask(other, SECOND)

    assert street.case(second).answer is None
    assert "<Dial" in street.dial(SECOND, second.number)


@pytest.mark.parametrize("reply", [COMING, CANNOT])
def test_once_it_has_lapsed_the_owner_is_rung_again(street, code, first, reply):
    say(street, first, reply)
    street.world.clock.advance(timedelta(minutes=10) if reply is COMING else LIMITS.session)

    second = street.ask(code, SECOND)

    assert "<Dial" in street.dial(SECOND, second.number)


def test_the_latest_answer_is_the_one_that_is_heard(street, code, first):
    second = street.ask(code, SECOND)
    say(street, first, COMING)
    street.world.clock.advance(timedelta(minutes=1))

    say(street, second, CANNOT)

    assert street.case(first).answer.kind == "cannot"
    assert "来不了" in street.dial(FIRST, first.number)


def test_a_rescue_lane_does_not_wait_for_what_was_said_to_others(street, code, first):
    asked_before = rescue(street, code, "+8613600136000")
    say(street, first, COMING)

    asked_after = rescue(street, code)

    assert "<Dial" in street.dial("+8613600136000", asked_before.number)
    assert "<Dial" in street.dial(SECOND, asked_after.number)


def test_who_has_asked_may_ask_again_for_a_rescue_lane(street, code, first):
    say(street, first, COMING)
    second = street.ask(code, SECOND)

    again = rescue(street, code)

    assert (again.id, again.reason) == (second.id, "blocks_rescue")
    assert "<Dial" in street.dial(SECOND, second.number)


def test_an_answer_to_themselves_stands_also_for_a_rescue_lane(street, code, first):
    say(street, first, COMING)

    rescue(street, code, FIRST)

    assert "<Dial" not in street.dial(FIRST, first.number)


def test_it_is_no_outcome_of_a_request_that_nobody_was_rung_for(street, code, first):
    say(street, first, COMING)
    second = street.ask(code, SECOND)
    told = street.told().count("car_move.replied")

    street.step("await_outcome", second.id, token="t2")
    street.step("close", second.id)

    assert street.world.machine.resumed == []
    assert street.told().count("car_move.replied") == told
    [closed] = [fact.data for fact in street.world.bus.facts if fact.type == "car_move.closed"]
    assert closed["outcome"] == "replied"


@pytest.mark.parametrize("step", ["tell", "urge"])
def test_nobody_is_sought_for_a_call_that_was_missed_before(street, code, first, step):
    second = street.ask(code, SECOND)
    form = {"DialCallSid": "L0", "DialCallStatus": "no-answer", "CallSid": "CA1", "From": SECOND}
    street.carrier(f"/calls/{second.id}/ended/0", **form, To=second.number)
    say(street, first, COMING)

    assert street.step(step, second.id)["waits"] is False

    assert {"car_move.unreachable", "car_move.urged"}.isdisjoint(street.told())


def test_who_cannot_wait_may_ring_after_some_minutes(street, code, first):
    say(street, first, COMING)
    second = street.ask(code, SECOND)
    with pytest.raises(TooMany):
        answers.insist(street.world, second.id)
    assert "还是要打给车主" not in page(street, second)
    street.world.clock.advance(PATIENCE)
    assert "还是要打给车主" in page(street, second)

    answers.insist(street.world, second.id)

    assert "<Dial" in street.dial(SECOND, second.number)
    assert "车主正在路上" not in page(street, second)


def test_an_answer_to_themselves_is_not_passed_over(street, first):
    say(street, first, COMING)
    street.world.clock.advance(PATIENCE)

    answers.insist(street.world, first.id)

    assert "<Dial" not in street.dial(FIRST, first.number)
    assert requests.follow(street.world, first.id).insist_from is None


def test_a_new_answer_holds_again_for_whoever_insisted(street, code, first):
    say(street, first, COMING)
    second = street.ask(code, SECOND)
    street.world.clock.advance(PATIENCE)
    answers.insist(street.world, second.id)

    say(street, first, COMING)

    assert "<Dial" not in street.dial(SECOND, second.number)


def test_nobody_insists_once_the_session_is_over(street, code, first):
    say(street, first, CANNOT)
    second = street.ask(code, SECOND)
    street.world.clock.advance(LIMITS.session)

    with pytest.raises(Gone):
        answers.insist(street.world, second.id)


def test_the_owner_sees_that_it_was_answered(street, code, first):
    say(street, first, COMING)
    second = street.ask(code, SECOND)

    assert street.case(second).answer == street.case(first).answer
