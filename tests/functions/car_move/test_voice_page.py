"""The page that calls from the browser: offered only where it can, wider only there, and made of files that are what they say."""

from dataclasses import replace
from hashlib import sha256

import pytest

from functions.car_move.model import voice
from functions.car_move.model.answer import Reply
from functions.car_move.routes import routes
from functions.car_move.use_cases import answers
from tests.door import Door

SDK = "35d3cb1b22e309f9884724a89250aecd2de4f1556ad7b67a7bc5e06c73dcb74a"
VERSION = "2.18.5"
ADDED = "wss://voice-js.roaming.twilio.com"


@pytest.fixture
def here(street, code):
    return f"/requests/{street.ask(code).id}"


@pytest.fixture
def configured(street):
    parameters = {**street.world.parameters, "carrier/voice-app": "AP" + "2" * 32}
    return Door(routes, replace(street.world, parameters=parameters))


def test_the_sdk_is_the_one_that_was_decided_on():
    decision = (voice.FOLDER.parents[2] / "docs/decisions/2026-11-25-browser-voice.md").read_text()
    sdk = voice.FOLDER / voice.SCRIPTS["sdk"]

    assert sha256(sdk.read_bytes()).hexdigest() == SDK
    assert (SDK in decision, VERSION in decision, VERSION in sdk.name) == (True, True, True)
    assert "Apache License" in (voice.FOLDER / "LICENSE.md").read_text()


def test_the_button_waits_for_a_script_and_fetches_nothing_of_the_carriers(configured, here):
    page = configured.page(here).text

    [card] = [line for line in page.splitlines() if "data-voice=" in line]
    assert card.endswith(" hidden>")
    assert "用网页通话" in page
    assert f'<script src="/car-move/voice/{voice.names()["sdk"]}' not in page


def test_only_a_page_that_can_call_is_allowed_more(configured, street, here):
    wide = configured.page(here).headers
    plain = Door(routes, street.world).page(here).headers

    assert ADDED in wide["content-security-policy"]
    assert "microphone=(self)" in wide["permissions-policy"]
    assert "script-src 'self';" in wide["content-security-policy"]
    assert ADDED not in plain["content-security-policy"]
    assert "microphone=()" in plain["permissions-policy"]


def test_without_a_contract_for_it_the_page_does_not_offer_it(street, here):
    assert "data-voice" not in street.get(here).body.decode()


def test_nor_while_the_owner_is_on_their_way(configured, street, here):
    answers.answer_by_page(street.world, here.rpartition("/")[2], Reply(kind="coming", minutes=10))

    page = configured.page(here)

    assert "data-voice" not in page.text
    assert ADDED not in page.headers["content-security-policy"]


def test_nor_once_the_request_is_over(configured, street, here):
    street.step("close", here.rpartition("/")[2])

    page = configured.page(here)
    assert "data-voice" not in page.text
    assert ADDED not in page.headers["content-security-policy"]


@pytest.mark.parametrize("script", ["call", "sdk"])
def test_a_script_is_kept_for_as_long_as_its_name_holds(configured, script):
    sent = configured.page(f"/voice/{voice.names()[script]}")

    assert sent.body == (voice.FOLDER / voice.SCRIPTS[script]).read_bytes()
    assert (sent.headers["content-type"], sent.headers["cache-control"]) == (
        "text/javascript; charset=utf-8",
        "public, max-age=31536000",
    )


@pytest.mark.parametrize("name", ["call.js", "LICENSE.md", "..%2Fmatter.toml", "0000000000000000-call.js"])
def test_nothing_else_is_served(configured, name):
    assert configured.page(f"/voice/{name}").status == 404


def test_our_own_script_fits_the_budget_of_a_page():
    shared = voice.FOLDER.parents[2] / "chalicelib/pages/script.js"

    assert len(shared.read_bytes()) + len((voice.FOLDER / "call.js").read_bytes()) <= 30 * 1024
