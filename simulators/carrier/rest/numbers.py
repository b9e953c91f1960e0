"""The IncomingPhoneNumber resource: the numbers an account owns and where they lead."""

from typing import Any

from simulators.carrier.board import Board
from simulators.carrier.book import Number
from simulators.carrier.clock import rfc2822
from simulators.carrier.codes import Refused
from simulators.carrier.ids import is_e164, new_sid
from simulators.carrier.rest.resource import Asked, Form, found, paged

SETTINGS = {
    "FriendlyName": "friendly_name",
    "VoiceUrl": "voice_url",
    "VoiceMethod": "voice_method",
    "VoiceFallbackUrl": "voice_fallback_url",
    "VoiceFallbackMethod": "voice_fallback_method",
    "SmsUrl": "sms_url",
    "SmsMethod": "sms_method",
    "SmsFallbackUrl": "sms_fallback_url",
    "SmsFallbackMethod": "sms_fallback_method",
    "StatusCallback": "status_callback",
    "StatusCallbackMethod": "status_callback_method",
}
NEVER_SET = (
    "address_sid",
    "bundle_sid",
    "emergency_address_sid",
    "identity_sid",
    "sms_application_sid",
    "trunk_sid",
    "voice_application_sid",
)


class Numbers:
    """Any free E.164 number can be had: the simulated carrier owns them all."""

    def __init__(self, board: Board) -> None:
        self._board = board

    def create(self, asked: Asked) -> Any:
        phone_number = asked.form.get("PhoneNumber")
        if not is_e164(phone_number):
            raise Refused(21421)
        if self._board.book.owned(phone_number) or phone_number in self._board.book.handsets:
            raise Refused(21422)
        now = self._now()
        number = Number(new_sid("PN"), phone_number, now, now, phone_number)
        self._board.book.numbers[number.sid] = number
        return self._change(number, asked.form)

    def list(self, asked: Asked) -> Any:
        wanted = asked.query.get("PhoneNumber", "").replace("*", "")
        name = asked.query.get("FriendlyName")
        rows = [
            self._view(one)
            for one in self._board.book.numbers.values()
            if wanted in one.phone_number and name in {None, one.friendly_name}
        ]
        return paged(asked, "incoming_phone_numbers", rows)

    def fetch(self, asked: Asked) -> Any:
        return self._view(found(self._board.book.numbers, asked))

    def update(self, asked: Asked) -> Any:
        return self._change(found(self._board.book.numbers, asked), asked.form)

    def delete(self, asked: Asked) -> None:
        number: Number = found(self._board.book.numbers, asked)
        del self._board.book.numbers[number.sid]
        self._board.book.save()

    def _change(self, number: Number, form: Form) -> dict[str, Any]:
        for key, name in SETTINGS.items():
            if key in form.all():
                setattr(number, name, form.get(key))
        number.updated = self._now()
        self._board.book.save()
        return self._view(number)

    def _now(self) -> str:
        return rfc2822(self._board.clock.now())

    def _view(self, number: Number) -> dict[str, Any]:
        account = self._board.account
        return {
            "sid": number.sid,
            "account_sid": account,
            "phone_number": number.phone_number,
            **{name: getattr(number, name) for name in SETTINGS.values()},
            "date_created": number.created,
            "date_updated": number.updated,
            "address_requirements": "none",
            "api_version": "2010-04-01",
            "beta": False,
            "capabilities": {"voice": True, "sms": True, "mms": False, "fax": False},
            "emergency_status": "Inactive",
            "emergency_address_status": "unregistered",
            "origin": "twilio",
            "status": "in-use",
            "type": None,
            "uri": f"/2010-04-01/Accounts/{account}/IncomingPhoneNumbers/{number.sid}.json",
            "subresource_uris": {},
            "voice_caller_id_lookup": False,
            "voice_receive_mode": "voice",
            **dict.fromkeys(NEVER_SET),
        }
