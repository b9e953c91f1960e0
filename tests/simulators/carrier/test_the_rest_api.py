"""The REST API, used by Twilio's own SDK."""

import pytest
from twilio.base.exceptions import TwilioRestException

from simulators.carrier.client import Refusal
from tests.simulators.carrier.conftest import Running, sdk_for

X = "+6531290001"
OWNER = "+6591230002"
SAY = "<Response><Say>你好</Say></Response>"


@pytest.fixture(autouse=True)
def number(running: Running) -> None:
    running.sdk.incoming_phone_numbers.create(phone_number=X)


def code_of(problem: pytest.ExceptionInfo[TwilioRestException]) -> tuple[int, int]:
    return problem.value.status, problem.value.code


def test_a_number_is_bought_changed_found_and_released(running: Running) -> None:
    numbers = running.sdk.incoming_phone_numbers
    bought = numbers.create(phone_number="+6531290009", voice_url="https://a.test/voice")
    bought.update(voice_fallback_url="https://a.test/fallback", status_callback="https://a.test/status")
    [found] = numbers.list(phone_number="+6531290009")
    assert found.voice_fallback_url == "https://a.test/fallback"
    assert found.voice_url == "https://a.test/voice"
    bought.delete()
    assert numbers.list(phone_number="+6531290009") == []


def test_a_number_can_be_bought_only_once(running: Running) -> None:
    with pytest.raises(TwilioRestException) as problem:
        running.sdk.incoming_phone_numbers.create(phone_number=X)
    assert code_of(problem) == (400, 21422)


def test_the_number_of_a_handset_cannot_be_bought(running: Running) -> None:
    running.carrier.add_handset(OWNER)
    with pytest.raises(TwilioRestException) as problem:
        running.sdk.incoming_phone_numbers.create(phone_number=OWNER)
    assert code_of(problem) == (400, 21422)
    with pytest.raises(Refusal, match="409"):
        running.carrier.add_handset(X)


def test_a_call_is_ordered_answered_and_completed(running: Running) -> None:
    owner = running.carrier.add_handset(OWNER, "车主")
    call = running.sdk.calls.create(to=OWNER, from_=X, twiml=SAY)
    owner.wait("ringing")
    owner.answer()
    owner.wait("idle", heard="你好")
    done = running.sdk.calls(call.sid).fetch()
    assert (done.status, done.direction) == ("completed", "outbound-api")
    assert [one.sid for one in running.sdk.calls.list(to=OWNER, status="completed")] == [call.sid]
    running.sdk.calls(call.sid).delete()
    assert running.sdk.calls.list() == []


def test_a_running_call_can_be_taken_elsewhere_and_ended(running: Running) -> None:
    owner = running.carrier.add_handset(OWNER, behaviour="answer", delay=0)
    call = running.sdk.calls.create(to=OWNER, from_=X, twiml="<Response><Pause length='60'/></Response>")
    owner.wait("listening")
    call.update(twiml="<Response><Say>请稍候</Say><Pause length='60'/></Response>")
    owner.wait("listening", heard="请稍候")
    assert call.fetch().status == "in-progress"
    call.update(status="completed")
    owner.wait("idle")
    assert call.fetch().status == "completed"


def test_the_second_call_of_a_second_waits_in_the_queue(running: Running) -> None:
    running.carrier.add_handset(OWNER)
    running.sdk.calls.create(to=OWNER, from_=X, twiml=SAY)
    second = running.sdk.calls.create(to=OWNER, from_=X, twiml=SAY)
    assert second.status == "queued"
    assert 0 < int(second.queue_time) <= 1000
    assert second.update(status="canceled").status == "canceled"


@pytest.mark.parametrize(
    ("wish", "code"),
    [
        ({"to": OWNER, "from_": X}, 21205),
        ({"to": OWNER, "from_": "+6580000000", "twiml": SAY}, 21210),
        ({"to": "12", "from_": X, "twiml": SAY}, 21211),
    ],
)
def test_a_call_that_cannot_be_is_refused(running: Running, wish: dict[str, str], code: int) -> None:
    with pytest.raises(TwilioRestException) as problem:
        running.sdk.calls.create(**wish)
    assert code_of(problem) == (400, code)


def test_a_message_is_sent_delivered_and_forgotten(running: Running) -> None:
    owner = running.carrier.add_handset(OWNER)
    message = running.sdk.messages.create(to=OWNER, from_=X, body="请挪车")
    assert message.status == "queued"
    owner.wait(texted="请挪车")
    assert running.sdk.messages(message.sid).fetch().status == "delivered"
    assert [one.sid for one in running.sdk.messages.list(to=OWNER)] == [message.sid]
    running.sdk.messages(message.sid).delete()
    with pytest.raises(TwilioRestException) as problem:
        running.sdk.messages(message.sid).fetch()
    assert code_of(problem) == (404, 20404)


@pytest.mark.parametrize(
    ("wish", "code"),
    [
        ({"to": OWNER, "from_": X}, 21602),
        ({"to": OWNER, "from_": "+6580000000", "body": "a"}, 21606),
        ({"to": OWNER, "from_": X, "body": "a" * 1601}, 21617),
    ],
)
def test_a_message_that_cannot_be_is_refused(running: Running, wish: dict[str, str], code: int) -> None:
    with pytest.raises(TwilioRestException) as problem:
        running.sdk.messages.create(**wish)
    assert code_of(problem) == (400, code)


def test_nobody_is_texted_after_stop(running: Running) -> None:
    owner = running.carrier.add_handset(OWNER)
    owner.text(X, "stop")
    with pytest.raises(TwilioRestException) as problem:
        running.sdk.messages.create(to=OWNER, from_=X, body="请挪车")
    assert code_of(problem) == (400, 21610)
    owner.text(X, "START")
    running.sdk.messages.create(to=OWNER, from_=X, body="请挪车")


def test_a_landline_takes_no_text(running: Running) -> None:
    running.carrier.add_handset(OWNER, landline=True)
    with pytest.raises(TwilioRestException) as problem:
        running.sdk.messages.create(to=OWNER, from_=X, body="请挪车")
    assert code_of(problem) == (400, 21614)


def test_a_wrong_token_is_refused(running: Running) -> None:
    with pytest.raises(TwilioRestException) as problem:
        sdk_for(running.url, "wrong").messages.create(to=OWNER, from_=X, body="请挪车")
    assert code_of(problem) == (401, 20003)


@pytest.mark.parametrize(("status", "code"), [(429, 20429), (500, 20500), (503, 20503)])
def test_the_api_fails_on_demand_and_recovers(running: Running, status: int, code: int) -> None:
    running.carrier.faults(rest=status, rest_times=1)
    with pytest.raises(TwilioRestException) as problem:
        running.sdk.messages.create(to=OWNER, from_=X, body="请挪车")
    assert code_of(problem) == (status, code)
    running.sdk.messages.create(to=OWNER, from_=X, body="请挪车")


def test_lists_come_in_pages(running: Running) -> None:
    for index in range(5):
        running.sdk.messages.create(to=OWNER, from_=X, body=f"第{index}条")
    assert len(running.sdk.messages.list(page_size=2)) == 5
    last = running.sdk.messages.page(page_size=2).next_page().next_page()
    assert [one.body for one in last] == ["第0条"]


def test_a_text_on_its_way_cannot_be_deleted_and_one_that_arrived_can(running):
    running.sdk.incoming_phone_numbers.create(phone_number="+6531580001")
    handset = running.carrier.add_handset("+6591230009")
    text = running.sdk.messages.create(to=handset.number, from_="+6531580001", body="请挪车")

    with pytest.raises(TwilioRestException) as refused:
        text.delete()
    handset.wait(texted="请挪车")

    assert (refused.value.status, refused.value.code) == (409, 20009)
    assert running.sdk.messages(text.sid).delete()


def test_a_text_may_be_sent_so_that_nothing_of_it_is_kept(running):
    running.sdk.incoming_phone_numbers.create(phone_number="+6531580001")
    handset = running.carrier.add_handset("+6591230009")
    text = running.sdk.messages.create(
        to=handset.number,
        from_="+6531580001",
        body="请挪车",
        address_retention="obfuscate",
        content_retention="discard",
    )
    handset.wait(texted="请挪车")

    kept = running.sdk.messages(text.sid).fetch()

    assert (kept.to, kept.body) == ("+659123" + 4 * "X", "")
