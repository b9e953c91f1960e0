"""What Twilio's REST API is asked, and how patiently."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs

import pytest
from twilio.base.exceptions import TwilioRestException

from chalicelib.ports.phone import Desk
from chalicelib.ports.twilio_phone import TwilioPhone
from tests.kernel.carrier import parameters
from tests.kernel.phone_contract import MASKED, OWNER, URL
from tests.simulators.carrier.conftest import ACCOUNT

DESK = Desk(URL, f"{URL}/fallback", f"{URL}/finished", f"{URL}/texts")


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
