"""Twilio's REST API: texts, numbers, tokens, and what it shall forget. https://www.twilio.com/docs/usage/api

The SDK's client is loaded by the first request and not before.
"""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal

from chalicelib.errors import Gone
from chalicelib.ports.phone import Desk, NotDone, Trace, Traces

if TYPE_CHECKING:
    from twilio.rest import Client

NOT_FOUND = 404
RECENT_TEXTS = PAGE = 50
# https://www.twilio.com/docs/api/errors: no such phone, not allowed there, opted out, takes no texts
WANTS_NONE = {21211, 21408, 21610, 21612, 21614}
CLIENT = "client:"
VOICE = ("carrier/api-key", "carrier/api-secret", "carrier/voice-app")


class TwilioRest:
    """The part of the adapter that asks Twilio for something."""

    def __init__(self, parameters: Mapping[str, str]) -> None:
        self._parameters = parameters

    def text(self, to: str, body: str, key: str) -> str:
        message = self._client.messages.create(
            to=to,
            from_=self._parameters["carrier/sms-from"],
            body=body,
            status_callback=f"{self._parameters['public-url']}/notifications/receipts/{key}",
        )
        return str(message.sid)

    def find_text(self, to: str, body: str) -> str | None:
        recent = self._client.messages.list(to=to, limit=RECENT_TEXTS)
        return next((str(known.sid) for known in recent if str(known.body).endswith(body)), None)

    def relay(self, to: str, show: str, body: str) -> str:
        from twilio.base.exceptions import TwilioRestException

        try:
            message = self._client.messages.create(
                to=to, from_=show, body=body, address_retention="obfuscate", content_retention="discard"
            )
        except TwilioRestException as refused:
            if refused.code in WANTS_NONE:
                raise Gone("对方收不到短信。") from None
            raise
        return str(message.sid)

    def answer_at(self, number: str, desk: Desk) -> bool:
        known = self._client.incoming_phone_numbers.list(phone_number=number, limit=1)
        for found in known:
            found.update(
                voice_url=desk.inbound,
                voice_method="POST",
                voice_fallback_url=desk.fallback,
                voice_fallback_method="POST",
                status_callback=desk.finished,
                status_callback_method="POST",
                sms_url=desk.texts,
                sms_method="POST",
            )
        return bool(known)

    def forget_call(self, call: str) -> None:
        _gone(self._client.calls(call).delete)

    def forget_text(self, text: str) -> None:
        _gone(self._client.messages(text).delete)

    def traces(self, what: Literal["call", "text"], before: datetime, cursor: str = "") -> Traces:
        """The lists' filters know days only, so that what is younger is listed with the rest of its day, and left out.

        https://www.twilio.com/docs/voice/api/call-resource#read-multiple-call-resources
        """
        day = before + timedelta(days=1)
        if what == "call":
            calls = self._client.calls
            page: Any = calls.get_page(cursor) if cursor else calls.page(end_time_before=day, page_size=PAGE)
            old = [_trace(it, it._from) for it in page if it.end_time and it.end_time < before]
        else:
            texts = self._client.messages
            page = texts.get_page(cursor) if cursor else texts.page(date_sent_before=day, page_size=PAGE)
            old = [_trace(it, it.from_) for it in page if it.date_created and it.date_created < before]
        return Traces(old, page.next_page_url or "")

    def browser_token(self, identity: str, seconds: int) -> str | None:
        """https://www.twilio.com/docs/iam/access-tokens: for outgoing calls through one application."""
        key, secret, application = (self._parameters.get(name) for name in VOICE)
        if not (key and secret and application):
            return None
        from twilio.jwt.access_token import AccessToken
        from twilio.jwt.access_token.grants import VoiceGrant

        account = self._parameters["carrier/account"]
        token = AccessToken(account, key, secret, identity=identity, ttl=seconds)
        token.add_grant(VoiceGrant(outgoing_application_sid=application, incoming_allow=False))
        return str(token.to_jwt())

    @cached_property
    def _client(self) -> "Client":
        from twilio.rest import Client

        from chalicelib.ports.twilio_http import patient

        client = Client(
            self._parameters["carrier/account"], self._parameters["carrier/token"], http_client=patient()
        )
        client.api.base_url = self._parameters["carrier/api"]
        return client


def _trace(kept: Any, sender: str | None) -> Trace:
    sender = sender or ""
    browser = sender.removeprefix(CLIENT) if sender.startswith(CLIENT) else ""
    return Trace(str(kept.sid), sender, str(kept.to or ""), browser)


def _gone(delete: Callable[[], bool]) -> None:
    """Deleted now, or before: Twilio answers 204, or 404."""
    from requests import RequestException
    from twilio.base.exceptions import TwilioRestException

    try:
        done = delete()
    except TwilioRestException as refused:
        done = refused.status == NOT_FOUND
    except RequestException:
        done = False
    if not done:
        raise NotDone
