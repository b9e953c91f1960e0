"""Texts through masked numbers: what each side reads, what it never reads, and who is left alone."""

from datetime import timedelta

import pytest

from chalicelib import matters
from functions.car_move.model.limits import LIMITS
from functions.car_move.model.passing import Passing
from tests.leaks import telephones

OWNER, PASSER_BY, STRANGER = "+8613800138000", "+8613900139000", "+8613700137000"


@pytest.fixture
def case(street, code):
    return street.ask(code)


@pytest.fixture
def memory(street):
    return street.world.phone.memory


def text(street, case, body, sender=PASSER_BY, sid="SM100", number=None):
    form = {"MessageSid": sid, "From": sender, "To": number or case.number, "Body": body, "NumMedia": "0"}
    return street.carrier("/texts/inbound", **form)


def minutes(street, many=1):
    for _ in range(many):
        street.world.clock.advance(timedelta(minutes=1))
        matters.sweep(matters.load("car-move"), street.world)


def test_a_text_reaches_the_owner_from_the_masked_number(street, case, memory):
    answer = text(street, case, "您好，我有急事，麻烦快一点")

    assert memory.texts == [(OWNER, case.number, "【码上挪车】对方说：您好，我有急事，麻烦快一点")]
    assert (answer.status_code, "<Message" in answer.body.decode()) == (200, False)


def test_the_owner_texts_back_to_a_phone_that_has_written(street, case, memory):
    text(street, case, "在吗")
    text(street, case, "车钥匙在楼上", OWNER, "SM101")

    assert memory.texts[-1] == (PASSER_BY, case.number, "【码上挪车】对方说：车钥匙在楼上")


def test_but_not_to_one_that_somebody_only_typed(street, case, memory):
    text(street, case, "车钥匙在楼上", OWNER)

    assert [to for to, _, _ in memory.texts] == [OWNER]
    assert "暂时不能发短信" in memory.texts[0][2]


def test_numbers_addresses_and_names_stay_behind(street, case, memory):
    text(street, case, "打我 一三九零零一三九零零零 或微信 zhangsan88 或 http://x.cn/y")

    [(_, _, words)] = memory.texts
    assert words.count("〔") == 3
    assert not any(part in words for part in ("一三九", "zhangsan", "x.cn"))


def test_an_owner_answers_by_text_and_the_page_says_so(street, case, memory):
    text(street, case, "五分钟后到", OWNER)

    assert street.case(case).answer.minutes == 5
    assert "已经告诉对方" in memory.texts[0][2]
    assert "车主正在路上" in street.get(f"/requests/{case.id}").body.decode()


def test_a_repeated_webhook_sends_nothing_again(street, case, memory):
    for _ in range(10):
        text(street, case, "您好，麻烦快一点")

    assert len(memory.texts) == 1


@pytest.mark.parametrize("when", ["never", "over", "elsewhere"])
def test_whoever_has_no_session_is_refused_alike(street, case, memory, when):
    if when == "over":
        street.world.clock.advance(LIMITS.session)
    sender = PASSER_BY if when == "over" else STRANGER
    text(street, case, "在吗", sender, number="+6531580020" if when == "elsewhere" else None)

    assert [(to, words) for to, _, words in memory.texts] == [
        (sender, "【码上挪车】这个号码现在没有联系到任何人。请重新扫描车上的挪车码。")
    ]


def test_refusals_fall_silent(street, case, memory):
    for n in range(LIMITS.refusals_per_phone + 5):
        text(street, case, "在吗", STRANGER, f"SM{n}")

    assert len(memory.texts) == LIMITS.refusals_per_phone


def test_a_hidden_sender_is_nobody(street, case, memory):
    text(street, case, "在吗", "anonymous")

    assert memory.texts == []


def test_a_session_carries_so_many_texts(street, case, memory):
    for n in range(LIMITS.texts_per_session + 1):
        text(street, case, "在吗", sid=f"SM{n}")

    to = [to for to, _, _ in memory.texts]
    assert to == [OWNER] * LIMITS.texts_per_session + [PASSER_BY]
    assert "已经很多" in memory.texts[-1][2]


def test_a_text_that_is_only_a_number_is_not_passed_on(street, case, memory):
    text(street, case, "13900139000")

    [(to, _, words)] = memory.texts
    assert to == PASSER_BY
    assert "没有转给对方" in words
    assert telephones(words) == set()


@pytest.mark.parametrize(
    ("word", "answered"), [("STOP", False), ("stop", False), ("退订", True), (" 退订。", True)]
)
def test_whoever_says_stop_gets_no_more_texts(street, case, memory, word, answered):
    text(street, case, word, OWNER)
    assert len(memory.texts) == answered

    text(street, case, "在吗", sid="SM101")

    assert OWNER not in [to for to, _, _ in memory.texts[answered:]]
    assert "对方收不到短信" in memory.texts[-1][2]


@pytest.mark.parametrize("word", ["START", "恢复"])
def test_until_they_say_start(street, case, memory, word):
    text(street, case, "退订", OWNER)
    text(street, case, word, OWNER, "SM101")

    text(street, case, "在吗", sid="SM102")

    assert memory.texts[-1][0] == OWNER


def test_a_carrier_that_is_down_gets_the_text_later_and_once(street, case, memory):
    memory.failing = 1
    text(street, case, "在吗")
    assert memory.texts == []

    minutes(street, 5)

    assert len(memory.texts) == 1


def test_a_text_that_is_of_no_use_any_more_is_given_up(street, case, memory):
    memory.failing = 10**6
    text(street, case, "在吗")
    minutes(street, 20)
    memory.failing = 0
    minutes(street, 5)

    assert memory.texts == []


def test_a_sent_text_is_kept_by_nobody(street, case, memory, everything_kept):
    text(street, case, "您好，麻烦快一点")
    minutes(street, 2)

    kept = street.world.store.get(Passing, "text#SM100")
    assert (kept.to, kept.body, kept.done) == ("", "", True)
    assert sorted(memory.forgotten) == [("text", "SM1"), ("text", "SM100")]
    assert "麻烦" not in str(everything_kept())


def test_a_forged_text_is_refused(street, case, memory):
    form = {"MessageSid": "SM1", "From": PASSER_BY, "To": case.number, "Body": "在吗"}

    assert street.post("/texts/inbound", form, {"X-Twilio-Signature": "forged"}).status_code == 403
    assert memory.texts == []
