"""The control API and its client, the ledger on disk, and what survives a restart."""

import json
from pathlib import Path

import pytest
import requests
from twilio.base.exceptions import TwilioRestException

from simulators.carrier.client import Carrier, Refusal
from simulators.carrier.server import Options
from tests.simulators.carrier.conftest import ACCOUNT, TOKEN, Running, Server, sdk_for
from tests.simulators.carrier.ports import RESTARTED

X = "+6531290001"
OWNER = "+6591230002"
PASSER_BY = "+6591230001"


def test_a_call_is_made_entirely_through_the_client(running: Running) -> None:
    carrier = running.carrier
    running.sdk.incoming_phone_numbers.create(phone_number=X)
    passer_by, owner = carrier.add_handset(PASSER_BY, "路人"), carrier.add_handset(OWNER, "车主")
    running.sdk.calls.create(
        to=OWNER, from_=X, twiml=f"<Response><Dial callerId='{X}'>{PASSER_BY}</Dial></Response>"
    )
    owner.wait("ringing")
    owner.answer()
    passer_by.wait("ringing")
    passer_by.answer()
    passer_by.wait("talking")
    owner.say("马上来")
    passer_by.wait(heard="马上来")
    owner.hang_up()
    passer_by.wait("idle")
    assert carrier.ledger().handset(PASSER_BY).displayed[0] == X
    assert not carrier.ledger().handset(PASSER_BY).reveals(OWNER)


def test_a_handset_asked_for_a_key_can_be_waited_for(running: Running) -> None:
    running.sdk.incoming_phone_numbers.create(phone_number=X)
    owner = running.carrier.add_handset(OWNER, behaviour="answer", delay=0)
    twiml = "<Response><Gather numDigits='1'><Say>请按一</Say></Gather></Response>"
    running.sdk.calls.create(to=OWNER, from_=X, twiml=twiml)
    owner.wait("asked", heard="请按一")
    owner.press("1")
    assert running.carrier.ledger().of("pressed")[0]["key"] == "1"


def test_waiting_in_vain_says_what_was_seen(running: Running) -> None:
    owner = running.carrier.add_handset(OWNER)
    with pytest.raises(TimeoutError, match="idle"):
        owner.wait("ringing", timeout=0.05)


@pytest.mark.parametrize("verb", ["answer", "reject", "hang_up"])
def test_what_a_handset_cannot_do_is_refused(running: Running, verb: str) -> None:
    owner = running.carrier.add_handset(OWNER)
    with pytest.raises(Refusal, match="409"):
        getattr(owner, verb)()


def test_an_unknown_handset_a_bad_number_and_a_bad_fault_are_refused(running: Running) -> None:
    with pytest.raises(Refusal, match="404"):
        running.carrier.phone("+6500000000").answer()
    with pytest.raises(Refusal, match="400"):
        running.carrier.add_handset("12")
    with pytest.raises(Refusal, match="earthquake"):
        running.carrier.faults(earthquake=True)
    with pytest.raises(Refusal, match="algorithm"):
        running.carrier.faults(algorithm="ROT13", repeat=3)
    assert running.carrier.ask("GET", "/_sim/faults")["repeat"] == 1
    with pytest.raises(Refusal, match="400"):
        running.carrier.add_handset(OWNER, delay="soon")


def test_faults_are_set_shown_and_cleared(running: Running) -> None:
    assert running.carrier.faults(repeat=3, webhook="slow")["repeat"] == 3
    running.carrier.clear_faults()
    assert running.carrier.ask("GET", "/_sim/faults")["webhook"] == ""


def test_a_web_page_elsewhere_cannot_use_a_handset(running: Running) -> None:
    """A cross-site form can send text/plain, never application/json without a preflight."""
    running.carrier.add_handset(OWNER)
    url = f"{running.url}/_sim/handsets/%2B6591230002/dial"
    assert requests.post(url, data='{"to":"+6531290001"}', timeout=5).status_code == 400


def test_the_stream_tells_each_entry_as_it_happens(running: Running) -> None:
    last = running.carrier.ledger().last
    running.carrier.add_handset(OWNER, "车主")
    with requests.get(f"{running.url}/_sim/ledger/stream?since={last}", stream=True, timeout=5) as stream:
        line = next(stream.iter_lines(decode_unicode=True))
    assert json.loads(line.removeprefix("data: "))["kind"] == "profile"


def test_numbers_handsets_messages_and_the_ledger_survive_a_restart(tmp_path: Path) -> None:
    url = f"http://127.0.0.1:{RESTARTED}"
    options = Options(RESTARTED, ACCOUNT, TOKEN, ledger=tmp_path / "carrier" / "ledger.jsonl", speech_rate=0)
    carrier, sdk = Carrier(url), sdk_for(url)
    with Server(options):
        sdk.incoming_phone_numbers.create(phone_number=X, voice_url="http://a.test/voice")
        owner = carrier.add_handset(OWNER, "车主", behaviour="voicemail")
        sdk.messages.create(to=OWNER, from_=X, body="请挪车")
        owner.wait(texted="请挪车")
        owner.text(X, "STOP")
    with Server(options):
        assert sdk.incoming_phone_numbers.list()[0].voice_url == "http://a.test/voice"
        assert carrier.handsets()[0]["behaviour"] == "voicemail"
        assert "请挪车" in {one.body for one in sdk.messages.list()}
        assert carrier.ledger().handset(OWNER).texts == [(X, "请挪车")]
        assert carrier.phone(OWNER).view()["texts"][0]["body"] == "请挪车"
        with pytest.raises(TwilioRestException, match="unsubscribed"):
            sdk.messages.create(to=OWNER, from_=X, body="请挪车")
