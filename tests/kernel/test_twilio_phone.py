"""Twilio's adapter: the contract of every carrier, and what is Twilio's own."""

import subprocess
import sys
from xml.etree import ElementTree

import pytest
from twilio.request_validator import HMAC_SHA256, RequestValidator

from chalicelib.errors import Forged
from chalicelib.ports.twilio_phone import WITHHELD, TwilioPhone
from tests.kernel.carrier import AUTH_TOKEN as TOKEN
from tests.kernel.carrier import parameters, running, simulator
from tests.kernel.phone_contract import BRIDGE, CALLER, MASKED, OWNER, URL, PhoneContract
from tests.simulators.carrier.conftest import TOKEN as SIMULATED_TOKEN

__all__ = ["running", "simulator"]
FORMS = {
    "inbound": {"CallSid": "CA1", "From": CALLER, "To": MASKED, "CallStatus": "ringing"},
    "withheld": {"CallSid": "CA1", "From": "anonymous", "To": MASKED, "CallStatus": "ringing"},
    "ringing": {
        "CallSid": "CA2",
        "ParentCallSid": "CA1",
        "From": MASKED,
        "To": OWNER,
        "CallStatus": "ringing",
    },
    "ended": {
        "CallSid": "CA1",
        "From": CALLER,
        "To": MASKED,
        "DialCallSid": "CA2",
        "DialCallStatus": "completed",
    },
    "text": {"MessageSid": "SM1", "From": CALLER, "To": MASKED, "Body": "在吗", "NumMedia": "0"},
    "delivered": {"MessageSid": "SM1", "MessageStatus": "delivered"},
    "undelivered": {"MessageSid": "SM1", "MessageStatus": "undelivered", "ErrorCode": "30003"},
}


@pytest.fixture
def phone():
    return TwilioPhone(parameters())


class Simulated:
    """The simulator, holding the adapter to what Twilio keeps and refuses."""

    def __init__(self, running):
        self._running = running
        self.phone = TwilioPhone(parameters(running.url) | {"carrier/token": SIMULATED_TOKEN})
        running.sdk.incoming_phone_numbers.create(phone_number=MASKED)
        for number in (OWNER, CALLER):
            running.carrier.add_handset(number)

    @property
    def sent(self):
        texts = self._running.sdk.messages.list()
        assert all(text.body == "" and text.to.endswith(4 * "X") for text in texts)
        handset = self._running.carrier.phone(OWNER)
        handset.wait(texted="请挪车")
        return [(OWNER, *text) for text in self._running.carrier.ledger().handset(OWNER).texts]

    def make(self, what):
        if what == "text":
            return self._running.carrier.phone(CALLER).text(MASKED, "在吗")
        call = self._running.carrier.phone(CALLER).dial(MASKED)
        self._running.carrier.phone(CALLER).wait("idle")
        return call

    def keeps(self, what, kept):
        self._running.carrier.clear_faults()
        sdk = self._running.sdk
        return kept in [known.sid for known in (sdk.calls if what == "call" else sdk.messages).list()]

    def fail(self, times):
        self._running.carrier.faults(rest=503, rest_times=times)


class TestTwilioAsACarrier(PhoneContract):
    @pytest.fixture
    def sign(self):
        return lambda url, form: {"X-Twilio-Signature": RequestValidator(TOKEN).compute_signature(url, form)}

    @pytest.fixture
    def form(self):
        def form(what, seconds=None):
            return FORMS[what] | ({} if seconds is None else {"DialCallDuration": str(seconds)})

        return form

    @pytest.fixture
    def carrier(self, running):
        return Simulated(running)


def test_both_of_twilios_signatures_are_understood(phone):
    form = FORMS["inbound"]
    sha256 = RequestValidator(TOKEN).compute_signature(URL, form, HMAC_SHA256)
    settings = "key=webhooks_sharedkey_1,algorithm=HMAC_SHA256"

    phone.verify(URL, form, {"x-twilio-signature": sha256, "x-twilio-webhooks-signature-settings": settings})
    with pytest.raises(Forged):
        phone.verify(URL, form, {"X-Twilio-Signature": sha256})


def test_an_unknown_way_of_signing_is_refused(phone):
    headers = {"X-Twilio-Signature": "x", "X-Twilio-Webhooks-Signature-Settings": "algorithm=NONE"}

    with pytest.raises(Forged):
        phone.verify(URL, FORMS["inbound"], headers)


@pytest.mark.parametrize(
    "sent", ["", "anonymous", "Restricted", "sip:a@b", "client:x", "13900139000", *sorted(WITHHELD)]
)
def test_only_a_real_number_is_a_caller(phone, sent):
    assert phone.read({**FORMS["inbound"], "From": sent}).caller is None


def test_a_bridge_is_a_dial_that_hides_times_out_and_does_not_record(phone):
    [dial] = ElementTree.fromstring(phone.bridge(BRIDGE))  # noqa: S314
    [number] = dial

    assert dial.attrib == {
        "callerId": MASKED,
        "answerOnBridge": "true",
        "timeout": "25",
        "timeLimit": "180",
        "record": "do-not-record",
        "action": BRIDGE.ended_url,
    }
    assert number.text == OWNER
    assert number.attrib == {
        "url": BRIDGE.whisper_url,
        "statusCallback": BRIDGE.progress_url,
        "statusCallbackEvent": "initiated ringing answered completed",
    }


def test_a_phone_that_presses_nothing_is_not_connected(phone):
    gather, hangup = ElementTree.fromstring(phone.ask_to_accept("请按 1", f"{URL}/accept", 10))  # noqa: S314

    assert gather.attrib == {"action": f"{URL}/accept", "numDigits": "1", "timeout": "10"}
    assert hangup.tag == "Hangup"


def test_when_something_happened_is_read_from_the_callback(phone):
    told = phone.read({**FORMS["ringing"], "Timestamp": "Fri, 01 May 2026 09:00:00 +0000"})

    assert told.at.isoformat() == "2026-05-01T09:00:00+00:00"
    assert phone.read(FORMS["ringing"]).at is None


def test_a_ringing_phone_does_not_wait_for_the_rest_client():
    heavy = (
        "import sys; print([m for m in sys.modules if m.startswith(('twilio.rest', 'requests', 'aiohttp'))])"
    )
    hot = (
        "from chalicelib.ports.twilio_phone import TwilioPhone; p = TwilioPhone({'carrier/token': 't'});"
        "p.say('x'); p.read({'CallSid': 'CA1'})\n"
        "try: p.verify('http://x', {}, {})\nexcept Exception: pass\n"
    )
    ran = subprocess.run([sys.executable, "-c", hot + heavy], capture_output=True, text=True, check=True)  # noqa: S603

    assert ran.stdout.strip() == "[]"
