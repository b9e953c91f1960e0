"""Requests are held against Twilio's own OpenAPI document, and so are the answers."""

import json
from pathlib import Path

import pytest
import requests
from openapi_core import OpenAPI
from openapi_core.datatypes import RequestParameters
from openapi_core.testing import MockRequest, MockResponse

from tests.simulators.carrier.conftest import ACCOUNT, TOKEN, Running
from tests.simulators.carrier.ports import PRODUCT

pytestmark = pytest.mark.usefixtures("needs_openapi")
X = "+6531290001"
OWNER = "+6591230002"


def post(running: Running, resource: str, form: list[tuple[str, str]]) -> tuple[int, dict[str, object]]:
    url = f"{running.url}/2010-04-01/Accounts/{ACCOUNT}/{resource}.json"
    answer = requests.post(url, data=form, auth=(ACCOUNT, TOKEN), timeout=5)
    return answer.status_code, answer.json()


@pytest.mark.parametrize(
    ("resource", "form", "named"),
    [
        ("Calls", [("To", OWNER), ("Url", "http://a.test/")], "From"),
        ("Calls", [("To", OWNER), ("From", X), ("Url", "http://a.test/"), ("Timeout", "long")], "long"),
        ("Calls", [("To", OWNER), ("From", X), ("Url", "http://a.test/"), ("Method", "PATCH")], "PATCH"),
        (
            "Calls",
            [("To", OWNER), ("From", X), ("Url", "http://a.test/"), ("AnswerOnBridge", "1")],
            "AnswerOnBridge",
        ),
        ("Messages", [("To", OWNER), ("From", X), ("Body", "a"), ("ContentRetention", "burn")], "burn"),
        ("IncomingPhoneNumbers", [("PhoneNumber", X), ("VoiceURL", "http://a.test/")], "VoiceURL"),
    ],
)
def test_a_malformed_request_is_refused_by_name(
    running: Running, resource: str, form: list[tuple[str, str]], named: str
) -> None:
    status, body = post(running, resource, form)
    assert (status, body["code"], body["status"]) == (400, 20001, 400)
    assert named in str(body["message"])
    assert body["more_info"] == "https://www.twilio.com/docs/errors/20001"


def test_a_repeated_event_key_is_a_list(running: Running) -> None:
    running.sdk.incoming_phone_numbers.create(phone_number=X)
    form = [("To", OWNER), ("From", X), ("Url", f"http://127.0.0.1:{PRODUCT}/")]
    form += [("StatusCallbackEvent", "initiated"), ("StatusCallbackEvent", "answered")]
    assert post(running, "Calls", form)[0] == 201


def test_the_answers_have_the_shape_the_document_promises(running: Running, openapi: Path) -> None:
    contract = OpenAPI.from_file_path(str(openapi))
    bodies = {
        "IncomingPhoneNumbers": post(running, "IncomingPhoneNumbers", [("PhoneNumber", X)]),
        "Calls": post(running, "Calls", [("To", OWNER), ("From", X), ("Twiml", "<Response/>")]),
        "Messages": post(running, "Messages", [("To", OWNER), ("From", X), ("Body", "a")]),
    }
    for resource, (status, body) in bodies.items():
        path = f"/2010-04-01/Accounts/{ACCOUNT}/{resource}.json"
        request = MockRequest("https://api.twilio.com", "post", path)
        request.parameters = RequestParameters(path={"AccountSid": ACCOUNT})
        answer = MockResponse(json.dumps(body).encode(), status_code=status, content_type="application/json")
        contract.validate_response(request, answer)
