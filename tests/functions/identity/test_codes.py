"""One-time codes: sent once, tried five times, used once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from pydantic import ValidationError

from chalicelib import matters
from chalicelib.errors import Conflict, Invalid, TooMany
from functions.identity.codes import hotp
from functions.identity.forms import AskCode
from functions.identity.limits import take
from functions.identity.model import Challenge, Origin
from functions.identity.use_cases.codes import NotSent
from tests.functions.identity.conftest import PHONE
from tests.leaks import names, stands


@pytest.mark.parametrize(
    ("counter", "code"), list(enumerate(["755224", "287082", "359152", "969429", "338314", "254676"]))
)
def test_codes_are_those_of_rfc_4226(counter, code):
    assert hotp(b"12345678901234567890", counter) == code


@pytest.mark.parametrize("typed", ["13800138000", "138 0013 8000", "+86 138-0013-8000", "+44 7400 123456"])
def test_phones_are_taken_as_people_write_them(typed):
    assert AskCode(phone=typed).phone.startswith("+")


@pytest.mark.parametrize("typed", ["", "1380013800", "055162999999", "12345", "hello", "+1 000 000 0000"])
def test_what_is_no_mobile_is_refused(typed):
    with pytest.raises(ValidationError):
        AskCode(phone=typed)


def test_a_code_is_texted_to_the_phone(town):
    town.ask()
    town.deliver()

    [(to, text)] = town.world.phone.texts
    assert to == "+8613800138000"
    assert "5 分钟内有效" in text


def test_a_fact_that_is_repeated_says_the_same_code_once(town):
    town.ask()
    town.deliver()
    town.deliver()

    assert len(town.world.phone.texts) == 1


def test_a_carrier_that_fails_is_asked_again_for_the_same_code(town):
    town.ask()
    town.world.phone.failing = 1

    with pytest.raises(NotSent):
        town.deliver()
    town.deliver()

    assert len(town.world.phone.texts) == 1


def test_a_code_that_nobody_waits_for_any_more_is_not_sent(town):
    town.ask()
    town.world.clock.advance(timedelta(minutes=5))

    town.deliver()

    assert town.world.phone.texts == []


def test_each_challenge_has_a_code_of_its_own(town):
    town.ask()
    first = town.code()
    town.world.clock.advance(timedelta(seconds=60))
    town.ask()

    assert town.code() != first


def test_a_new_code_waits_a_minute(town):
    town.ask()
    town.world.clock.advance(timedelta(seconds=48))

    with pytest.raises(TooMany) as refused:
        town.ask()
    assert refused.value.retry_after == 12

    town.world.clock.advance(timedelta(seconds=12))
    town.ask()


def test_two_requests_at_the_same_moment_send_one_code(town):
    def ask(_):
        try:
            return town.ask()
        except TooMany:
            return None

    with ThreadPoolExecutor(8) as crowd:
        sent = [answer for answer in crowd.map(ask, range(8)) if answer]

    assert len(sent) == 1


def test_a_phone_is_sent_six_codes_an_hour(town):
    for _ in range(6):
        town.ask()
        town.world.clock.advance(timedelta(seconds=61))

    with pytest.raises(TooMany) as refused:
        town.ask()
    assert refused.value.retry_after == 3600 - 6 * 61


def test_a_device_is_sent_twelve_codes_an_hour_whatever_the_phones(town):
    for number in range(12):
        town.ask(f"138001380{number:02}")

    with pytest.raises(TooMany):
        town.ask("13800138099")
    town.ask("13800138099", origin=Origin("192.0.2.1", "device-2"))


def test_an_address_is_sent_a_hundred_and_twenty_codes_an_hour(town):
    for _ in range(120):
        take(town.world, "codes_per_address_hour", "192.0.2.1")

    with pytest.raises(TooMany):
        town.ask()
    town.ask(origin=Origin("192.0.2.2", "device-1"))


def test_a_wrong_code_says_how_many_tries_are_left(town):
    sent, code = town.ask(), town.code()

    with pytest.raises(Invalid) as refused:
        town.give(sent, town.wrong(code))
    assert refused.value.fields == {"code": "验证码不正确，还可以试 4 次。"}


def test_after_five_wrong_codes_the_right_one_is_refused_too(town):
    sent, code = town.ask(), town.code()
    for _ in range(5):
        with pytest.raises(Invalid):
            town.give(sent, town.wrong(code))

    with pytest.raises(Invalid, match="失效"):
        town.give(sent, code)


def test_of_many_attempts_at_the_same_moment_five_are_answered(town):
    sent, code = town.ask(), town.code()
    answers = []

    def attempt(_):
        try:
            town.give(sent, town.wrong(code))
        except (Invalid, Conflict) as refusal:
            answers.append(refusal)

    with ThreadPoolExecutor(8) as crowd:
        list(crowd.map(attempt, range(40)))

    told = [refusal for refusal in answers if "不正确" in str(refusal)]
    assert len(answers) == 40
    assert len(told) == 5
    assert town.world.store.get(Challenge, sent.challenge).attempts == 5


def test_a_code_expires_after_five_minutes(town):
    sent, code = town.ask(), town.code()
    town.world.clock.advance(timedelta(minutes=5))

    with pytest.raises(Invalid, match="失效"):
        town.give(sent, code)


def test_a_code_signs_in_once(town):
    sent, code = town.ask(), town.code()
    town.give(sent, code)

    with pytest.raises(Invalid, match="失效"):
        town.give(sent, code)


def test_one_code_given_twice_at_the_same_moment_signs_in_once(town):
    sent, code = town.ask(), town.code()

    def attempt(_):
        try:
            return town.give(sent, code)
        except (Invalid, Conflict):
            return None

    with ThreadPoolExecutor(8) as crowd:
        granted = [answer for answer in crowd.map(attempt, range(8)) if answer]

    assert len(granted) == 1


def test_the_code_of_another_challenge_does_not_do(town):
    mine = town.ask()
    town.ask("13900139000")
    other = town.code()

    with pytest.raises(Invalid):
        town.give(mine, other)


def test_nothing_that_is_kept_or_told_gives_a_code_or_a_phone_away(town):
    sent, code = town.ask(), town.code()

    told = "".join(fact.model_dump_json() for fact in town.world.bus.facts)
    kept = town.world.store.get(Challenge, sent.challenge).model_dump_json(exclude={"phone"})
    everything = "\n".join([told, kept, sent.model_dump_json()])
    assert names(everything, [PHONE]) == []
    assert not stands(everything, code)


def test_known_and_unknown_phones_are_answered_alike(town):
    town.sign_in("13800138000")
    town.world.clock.advance(timedelta(seconds=60))

    known = town.ask("13800138000").model_dump(exclude={"challenge"})
    unknown = town.ask("13900139000").model_dump(exclude={"challenge"})

    assert known == unknown


def test_the_carrier_forgets_a_code_that_was_sent(town):
    town.ask()
    town.deliver()

    town.world.clock.advance(timedelta(minutes=2))
    matters.sweep(matters.load("identity"), town.world)

    assert town.world.phone.forgotten == [f"SM{1:032x}"]
