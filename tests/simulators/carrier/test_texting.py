"""Text messages in both directions, their reports and their replies."""

import pytest

from simulators.carrier.codes import Refused
from simulators.carrier.texting import send
from tests.simulators.carrier.lab import OWNER, PASSER_BY, PRODUCT, Lab, X, story


async def fate(lab: Lab, to: str = OWNER) -> list[tuple[str, str]]:
    send(lab.board, X, to, "请挪车", f"{PRODUCT}/sent")
    await lab.pass_time(2)
    return [(one["MessageStatus"], one.get("ErrorCode", "")) for one in lab.product.received("/sent")]


@story
async def test_a_message_is_queued_sent_and_delivered(lab: Lab) -> None:
    assert await fate(lab) == [("queued", ""), ("sent", ""), ("delivered", "")]
    assert lab.seen(OWNER).texts == [(X, "请挪车")]


@story
async def test_a_message_to_nobody_is_undelivered(lab: Lab) -> None:
    assert (await fate(lab, "+6588888888"))[-1] == ("undelivered", "30003")


@story
async def test_a_handset_texts_the_product_and_gets_its_reply(lab: Lab) -> None:
    lab.voice("<Message><Body>已转达</Body></Message>", "/sms")
    lab.exchange.text(PASSER_BY, X, "我五分钟后到")
    await lab.pass_time(2)
    [form] = lab.product.received("/sms")
    assert (form["From"], form["To"], form["Body"], form["SmsStatus"]) == (
        PASSER_BY,
        X,
        "我五分钟后到",
        "received",
    )
    assert (form["NumMedia"], form["FromCity"]) == ("0", "")
    assert lab.seen(PASSER_BY).texts == [(X, "已转达")]


@story
async def test_a_relayed_message_shows_the_relay_number(lab: Lab) -> None:
    lab.voice(f"<Message to='{OWNER}'>有人说：请挪车</Message>", "/sms")
    lab.exchange.text(PASSER_BY, X, "请挪车")
    await lab.pass_time(2)
    assert lab.seen(OWNER).texts == [(X, "有人说：请挪车")]
    assert not lab.seen(OWNER).reveals(PASSER_BY)


@story
async def test_a_leak_in_a_text_is_seen(lab: Lab) -> None:
    lab.voice(f"<Message to='{OWNER}'>{PASSER_BY[:3]} {PASSER_BY[3:]} 请您挪车</Message>", "/sms")
    lab.exchange.text(PASSER_BY, X, "请挪车")
    await lab.pass_time(2)
    assert lab.seen(OWNER).reveals(PASSER_BY)


@story
async def test_stop_is_kept_per_number_and_start_lifts_it(lab: Lab) -> None:
    lab.own("+6531290002")
    lab.exchange.text(OWNER, X, " Stop ")
    with pytest.raises(Refused, match="unsubscribed"):
        send(lab.board, X, OWNER, "请挪车", "")
    send(lab.board, "+6531290002", OWNER, "请挪车", "")
    lab.exchange.text(OWNER, X, "start")
    send(lab.board, X, OWNER, "请挪车", "")


@story
async def test_a_failing_sms_webhook_is_rescued_by_its_fallback(lab: Lab) -> None:
    lab.own(X, sms_fallback_url=f"{PRODUCT}/sms-fallback")
    lab.product.pages["/sms"] = "<Response"
    lab.exchange.text(PASSER_BY, X, "喂")
    await lab.pass_time(1)
    assert lab.product.received("/sms-fallback")[0]["ErrorCode"] == "12100"


@story
async def test_a_text_can_be_redirected(lab: Lab) -> None:
    lab.voice("<Redirect>/other</Redirect>", "/sms")
    lab.exchange.text(PASSER_BY, X, "喂")
    await lab.pass_time(1)
    assert len(lab.product.received("/other")) == 1
