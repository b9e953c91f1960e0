"""Webhooks: signed so that Twilio's own validator accepts them, retried, and rescued by the fallback."""

import asyncio
from urllib.parse import parse_qs

import pytest
from twilio.request_validator import RequestValidator, get_signature_algorithm

from simulators.carrier.hooks import Patience
from simulators.carrier.wire import Letter, Reply, TooSlow, Unreachable
from tests.simulators.carrier.lab import PASSER_BY, PRODUCT, TOKEN, Lab, X, form_of, story

SETTINGS = "X-Twilio-Webhooks-Signature-Settings"
APOLOGY = "An application error has occurred. Goodbye."


def genuine(letter: Letter) -> bool:
    """What the product would find, with the validator of the SDK."""
    algorithm = get_signature_algorithm(letter.headers.get(SETTINGS))
    form = form_of(letter) if letter.method == "POST" else {}
    signature = letter.headers["X-Twilio-Signature"]
    valid: bool = RequestValidator(TOKEN).validate(letter.url, form, signature, algorithm)
    return valid


@story
async def test_the_default_signature_is_sha_1(lab: Lab) -> None:
    await lab.call()
    [letter] = lab.product.letters
    assert SETTINGS not in letter.headers
    assert genuine(letter)


@story
async def test_sha_256_is_named_in_a_header(lab: Lab) -> None:
    lab.control.set_faults({"algorithm": "HMAC_SHA256"})
    await lab.call()
    [letter] = lab.product.letters
    assert get_signature_algorithm(letter.headers[SETTINGS]) == "HMAC_SHA256"
    assert genuine(letter)
    assert not RequestValidator(TOKEN).validate(
        letter.url, form_of(letter), letter.headers["X-Twilio-Signature"]
    )


@story
async def test_a_get_is_signed_with_its_query(lab: Lab) -> None:
    lab.own(X, voice_url=f"{PRODUCT}/voice?case=甲", voice_method="GET")
    await lab.call()
    [letter] = lab.product.letters
    assert (letter.method, form_of(letter)["To"]) == ("GET", X)
    assert genuine(letter)


@pytest.mark.parametrize("fault", ["bad_signature", "tampered"])
def test_a_forged_or_tampered_request_fails_validation(fault: str) -> None:
    @story
    async def told(lab: Lab) -> None:
        lab.control.set_faults({fault: True})
        await lab.call()
        assert not genuine(lab.product.letters[0])

    told()


@story
async def test_the_form_holds_twilios_fields_blank_ones_included(lab: Lab) -> None:
    sid = await lab.call()
    [letter] = lab.product.letters
    form = form_of(letter)
    assert (form["CallSid"], form["CallStatus"], form["Direction"]) == (sid, "ringing", "inbound")
    assert (form["From"], form["Caller"], form["To"], form["Called"]) == (PASSER_BY, PASSER_BY, X, X)
    assert (form["FromCountry"], form["FromCity"], form["ApiVersion"]) == ("SG", "", "2010-04-01")
    assert "FromCity" not in parse_qs(letter.body)


@story
async def test_a_failing_webhook_is_rescued_by_the_fallback(lab: Lab) -> None:
    lab.own(X, voice_fallback_url=f"{PRODUCT}/fallback")
    lab.product.pages["/voice"] = lambda _: Reply(500, "text/html", "oops")
    lab.voice("<Say>请稍后再拨</Say>", "/fallback")
    await lab.call()
    [told] = lab.product.received("/fallback")
    assert (told["ErrorCode"], told["ErrorUrl"]) == ("11200", f"{PRODUCT}/voice")
    assert lab.seen(PASSER_BY).heard[-1] == "请稍后再拨"


@story
async def test_the_fallback_serves_later_documents_too(lab: Lab) -> None:
    lab.own(X, voice_fallback_url=f"{PRODUCT}/fallback")
    lab.voice("<Redirect>/next</Redirect>")
    lab.voice("<Say>坏", "/next")
    await lab.call()
    assert lab.product.received("/fallback")[0]["ErrorCode"] == "12100"


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        ("<Response><Say>坏", 12100),
        ("<Html/>", 12100),
        ("<Response><Dial timeout='long'>1</Dial></Response>", 12100),
        (Reply(200, "application/json", "{}"), 12300),
        (Reply(404, "text/html", ""), 11200),
    ],
)
def test_without_a_fallback_the_caller_hears_an_apology(answer: str | Reply, code: int) -> None:
    @story
    async def told(lab: Lab) -> None:
        lab.product.pages["/voice"] = answer
        await lab.call()
        assert code in lab.error_codes
        assert lab.seen(PASSER_BY).heard[-1] == APOLOGY
        assert lab.state(PASSER_BY) == "idle"

    told()


@story
async def test_a_refused_connection_is_tried_again_with_the_same_token(lab: Lab) -> None:
    def fail(_: dict[str, str]) -> Reply:
        raise Unreachable("refused")

    lab.own(X, voice_url=f"{PRODUCT}/voice#rc=3")
    lab.product.pages["/voice"] = fail
    await lab.call()
    assert len(lab.product.letters) == 4
    assert len({letter.headers["I-Twilio-Idempotency-Token"] for letter in lab.product.letters}) == 1
    assert all(letter.url == f"{PRODUCT}/voice" for letter in lab.product.letters)


@story
async def test_a_slow_answer_is_not_tried_again_unless_asked_for(lab: Lab) -> None:
    def late(_: dict[str, str]) -> Reply:
        raise TooSlow("late")

    lab.product.pages["/voice"] = late
    await lab.call()
    assert len(lab.product.letters) == 1
    lab.own(X, voice_url=f"{PRODUCT}/voice#rc=2&rp=rt")
    await lab.call()
    assert len(lab.product.letters) == 4


@story
async def test_nobody_waits_longer_than_the_total_time(lab: Lab) -> None:
    async def sleepy(_: dict[str, str]) -> Reply:
        await asyncio.sleep(60)
        return Reply(200, "text/xml", "<Response/>")

    lab.product.pages["/voice"] = sleepy
    await lab.call(wait=15.1)
    assert lab.seen(PASSER_BY).heard[-1] == APOLOGY


@pytest.mark.parametrize(("fault", "arrives"), [("unreachable", False), ("slow", True), ("error", True)])
def test_a_webhook_fails_on_demand_and_the_fallback_answers(fault: str, arrives: bool) -> None:
    @story
    async def told(lab: Lab) -> None:
        lab.own(X, voice_fallback_url=f"{PRODUCT}/fallback")
        lab.control.set_faults({"webhook": fault})
        await lab.call()
        assert bool(lab.product.received("/voice")) is arrives
        assert len(lab.product.received("/fallback")) == 1

    told()


def test_connection_overrides_stand_in_the_fragment() -> None:
    wish = Patience.of("https://a.test/#ct=2000&rt=3000&tt=99999&rc=9&rp=5xx,rt")
    assert wish == Patience(2.0, 3.0, 15.0, 5, frozenset({"5xx", "rt"}))
    assert Patience.of("https://a.test/") == Patience()


@story
async def test_every_exchange_is_in_the_ledger(lab: Lab) -> None:
    lab.voice("<Say>喂</Say>")
    await lab.call()
    [one] = lab.ledger.requests
    assert (one["purpose"], one["status"], one["url"]) == ("voice", 200, f"{PRODUCT}/voice")
    assert "<Say>喂</Say>" in one["answer"]
    assert one["form"]["To"] == X
