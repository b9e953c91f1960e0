"""Twilio's adapter: the contract of every carrier, and what is Twilio's own."""

import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs
from xml.etree import ElementTree

import pytest
from twilio.base.exceptions import TwilioRestException
from twilio.request_validator import HMAC_SHA256, RequestValidator

from chalicelib.errors import Forged
from chalicelib.ports.phone import Desk
from chalicelib.ports.twilio_phone import WITHHELD, TwilioPhone
from tests.kernel.carrier import running, simulator
from tests.kernel.phone_contract import BRIDGE, CALLER, MASKED, OWNER, URL, PhoneContract
from tests.simulators.carrier.conftest import TOKEN as SIMULATED_TOKEN

TOKEN = "the-auth-token"
__all__ = ["running", "simulator"]
ACCOUNT = "AC" + "0" * 32
DESK = Desk(URL, f"{URL}/fallback", f"{URL}/finished", f"{URL}/texts")
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


def parameters(api="http://127.0.0.1:9"):
    return {
        "carrier/token": TOKEN,
        "carrier/account": ACCOUNT,
        "carrier/api": api,
        "carrier/sms-from": "+15005550006",
        "public-url": "https://tongban.example",
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


@dataclass
class Api:
    """A Twilio that answers what it is told to, and remembers what it was asked."""

    answers: list[tuple[int, str]] = field(default_factory=list)
    asked: list[tuple[str, str, dict[str, str]]] = field(default_factory=list)
    url: str = ""


@pytest.fixture
def api() -> Iterator[Api]:
    api = Api()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
            fields = {name: values[0] for name, values in parse_qs(body).items()}
            api.asked.append((self.command, self.path, fields))
            status, answer = api.answers.pop(0)
            self.send_response(status)
            self.end_headers()
            self.wfile.write(answer.encode())

        do_GET = do_POST  # noqa: N815

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    api.url = f"http://127.0.0.1:{server.server_port}"
    yield api
    server.shutdown()
    server.server_close()
    thread.join()


def test_a_text_asks_for_its_receipt(api):
    api.answers = [(201, '{"sid": "SM1"}')]

    assert TwilioPhone(parameters(api.url)).text(OWNER, "请挪车", key="message-1") == "SM1"

    assert api.asked == [
        (
            "POST",
            f"/2010-04-01/Accounts/{ACCOUNT}/Messages.json",
            {
                "To": OWNER,
                "From": "+15005550006",
                "Body": "请挪车",
                "StatusCallback": "https://tongban.example/notifications/receipts/message-1",
            },
        )
    ]


def test_a_text_that_was_taken_is_found_again(api):
    taken = f'{{"sid": "SM2", "account_sid": "{ACCOUNT}", "body": "请挪车（编号 ab12）"}}'
    api.answers = [(200, f'{{"messages": [{taken}], "page_size": 50}}')] * 2
    phone = TwilioPhone(parameters(api.url))

    assert phone.find_text(OWNER, "请挪车（编号 ab12）") == "SM2"
    assert phone.find_text(OWNER, "请挪车（编号 cd34）") is None


def test_a_busy_carrier_is_asked_again(api):
    api.answers = [(429, "{}"), (503, "{}"), (201, '{"sid": "SM1"}')]

    assert TwilioPhone(parameters(api.url)).text(OWNER, "请挪车", key="message-1") == "SM1"


def test_a_carrier_that_refuses_is_not(api):
    api.answers = [(400, '{"code": 21610, "message": "blocked", "status": 400}')]

    with pytest.raises(TwilioRestException) as refused:
        TwilioPhone(parameters(api.url)).text(OWNER, "请挪车", key="message-1")
    assert refused.value.code == 21610
    assert len(api.asked) == 1


def test_a_number_the_account_owns_is_pointed_at_us(api):
    number = f'{{"sid": "PN{"0" * 32}", "account_sid": "{ACCOUNT}", "phone_number": "{MASKED}"}}'
    api.answers = [(200, f'{{"incoming_phone_numbers": [{number}], "page_size": 1}}'), (200, number)]

    assert TwilioPhone(parameters(api.url)).answer_at(MASKED, DESK)

    _, _, fields = api.asked[1]
    told = ("VoiceUrl", "VoiceFallbackUrl", "StatusCallback", "SmsUrl")
    assert tuple(fields[name] for name in told) == (DESK.inbound, DESK.fallback, DESK.finished, DESK.texts)


def test_a_number_it_does_not_own_is_not(api):
    api.answers = [(200, '{"incoming_phone_numbers": [], "page_size": 1}')]

    assert not TwilioPhone(parameters(api.url)).answer_at(MASKED, DESK)
