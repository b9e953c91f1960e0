"""Twilio: what it says and what we answer, TwiML and signatures. https://www.twilio.com/docs/voice/twiml

A ringing phone waits for the methods here; what needs the REST client is in ``twilio_rest``.
"""

import re
from collections.abc import Mapping
from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

from chalicelib.errors import Forged
from chalicelib.ports.phone import Bridge, CallEvent, Delivery, Progress, Receipt, TextEvent
from chalicelib.ports.twilio_rest import CLIENT, TwilioRest

if TYPE_CHECKING:
    from twilio.twiml.voice_response import VoiceResponse

LANGUAGE = "zh-CN"
DIGIT_SECONDS = 8
E164 = re.compile(r"\+[1-9]\d{6,14}")
# What carriers send in place of a withheld number: the keypad digits of ANONYMOUS, RESTRICTED and the like.
# https://help.twilio.com/articles/223179988
WITHHELD = {"+266696687", "+7378742833", "+2562533", "+8656696", "+86282452253", "+464"}

PROGRESS: dict[str, Progress] = {
    "initiated": "initiated",
    "ringing": "ringing",
    "in-progress": "picked up",
    "completed": "ended",
    "busy": "ended",
    "no-answer": "ended",
    "failed": "ended",
    "canceled": "ended",
}
DELIVERY: dict[str, Delivery] = {
    "delivered": "delivered",
    "read": "delivered",
    "undelivered": "failed",
    "failed": "failed",
}


class TwilioPhone(TwilioRest):
    """Speaks to the account, and to the address, that Parameter Store names under ``carrier/``."""

    def verify(self, url: str, form: Mapping[str, str], headers: Mapping[str, str]) -> None:
        from twilio import request_validator as twilio

        given = {name.lower(): value for name, value in headers.items()}
        algorithm = twilio.get_signature_algorithm(given.get(twilio.SIGNATURE_SETTINGS_HEADER.lower(), ""))
        signature = given.get(twilio.SIGNATURE_HEADER.lower(), "")
        validator = twilio.RequestValidator(self._parameters["carrier/token"])
        if not validator.validate(url, dict(form), signature, algorithm):
            raise Forged("签名不符。")

    def read(self, form: Mapping[str, str]) -> CallEvent:
        status = form.get("DialCallStatus") or form.get("CallStatus", "")
        caller = form.get("From", "")
        return CallEvent(
            leg=form.get("DialCallSid") or form["CallSid"],
            call=form["CallSid"],
            caller=_reachable(caller),
            dialled=form.get("To", ""),
            browser=caller.removeprefix(CLIENT) if caller.startswith(CLIENT) else "",
            progress=PROGRESS.get(status),
            digits=form.get("Digits", ""),
            seconds=_seconds(form.get("DialCallDuration") or form.get("CallDuration", "")),
            at=_time(form.get("Timestamp", "")),
        )

    def read_text(self, form: Mapping[str, str]) -> TextEvent:
        return TextEvent(
            text=form["MessageSid"],
            sender=_reachable(form.get("From", "")),
            number=form.get("To", ""),
            body=form.get("Body", ""),
        )

    def receipt(self, form: Mapping[str, str]) -> Receipt:
        return Receipt(DELIVERY.get(form.get("MessageStatus", ""), "sent"), form.get("ErrorCode", ""))

    def bridge(self, bridge: Bridge) -> bytes:
        return _bytes(_dialling(_response(), bridge))

    def ask_before(self, words: str, answer_url: str, wait_seconds: int, bridge: Bridge) -> bytes:
        """A Gather without a key falls through to the verb after it: https://www.twilio.com/docs/voice/twiml/gather"""
        response = _response()
        gather = response.gather(num_digits=1, action=answer_url, timeout=wait_seconds)
        gather.say(words, language=LANGUAGE)
        return _bytes(_dialling(response, bridge))

    def ask_to_accept(self, words: str, accept_url: str, wait_seconds: int) -> bytes:
        response = _response()
        gather = response.gather(num_digits=1, action=accept_url, timeout=wait_seconds)
        gather.say(words, language=LANGUAGE)
        response.hangup()
        return _bytes(response)

    def ask_for_digits(self, words: str, answer_url: str, digits: int) -> bytes:
        response = _response()
        gather = response.gather(
            num_digits=digits,
            action=answer_url,
            timeout=DIGIT_SECONDS,
            finish_on_key="#",
            action_on_empty_result=True,
        )
        gather.say(words, language=LANGUAGE)
        return _bytes(response)

    def accepted(self) -> bytes:
        return _bytes(_response())

    def say(self, words: str) -> bytes:
        response = _response()
        response.say(words, language=LANGUAGE)
        response.hangup()
        return _bytes(response)

    def hang_up(self) -> bytes:
        response = _response()
        response.hangup()
        return _bytes(response)

    def noted(self) -> bytes:
        return _bytes(_response())


def _response() -> "VoiceResponse":
    from twilio.twiml.voice_response import VoiceResponse

    return VoiceResponse()


def _dialling(response: "VoiceResponse", bridge: Bridge) -> "VoiceResponse":
    """``callerId`` is the point: without it, the other phone would see the caller's own number."""
    dial = response.dial(
        caller_id=bridge.show,
        answer_on_bridge=True,
        timeout=bridge.ring_seconds,
        time_limit=bridge.talk_seconds,
        record="do-not-record",
        action=bridge.ended_url,
    )
    dial.number(
        bridge.dial_to,
        url=bridge.whisper_url,
        status_callback=bridge.progress_url,
        status_callback_event="initiated ringing answered completed",
    )
    return response


def _bytes(response: "VoiceResponse") -> bytes:
    return str(response).encode()


def _reachable(number: str) -> str | None:
    return number if E164.fullmatch(number) and number not in WITHHELD else None


def _seconds(text: str) -> int:
    return int(text) if text.isdigit() else 0


def _time(text: str) -> datetime | None:
    try:
        return parsedate_to_datetime(text)
    except ValueError:
        return None
