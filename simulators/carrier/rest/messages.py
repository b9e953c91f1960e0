"""The Message resource: sent, looked at, redacted, listed and deleted."""

from email.utils import parsedate_to_datetime
from typing import Any

from simulators.carrier.board import Board
from simulators.carrier.book import Message
from simulators.carrier.codes import IN_CALL, REFUSALS, Refused
from simulators.carrier.fields import segments
from simulators.carrier.rest.resource import Asked, found, is_before, paged
from simulators.carrier.texting import send


class Messages:
    """The fate of a message is decided in texting; here it is only shown."""

    def __init__(self, board: Board) -> None:
        self._board = board

    def create(self, asked: Asked) -> Any:
        to, from_ = asked.form.need("To", 21604), asked.form.need("From", 21603)
        if not (asked.form.has("Body") or asked.form.has("MediaUrl") or asked.form.has("ContentSid")):
            raise Refused(21602)
        message = send(self._board, from_, to, asked.form.get("Body"), asked.form.get("StatusCallback"))
        message.num_media = len(asked.form.many("MediaUrl"))
        message.discards = asked.form.get("ContentRetention") == "discard"
        message.obfuscates = asked.form.get("AddressRetention") == "obfuscate"
        return self._view(message)

    def list(self, asked: Asked) -> Any:
        wish = asked.query
        rows = [
            self._view(one)
            for one in reversed(self._board.book.messages.values())
            if wish.get("To") in {None, one.to} and wish.get("From") in {None, one.from_}
            if is_before(wish.get("DateSent<"), parsedate_to_datetime(one.sent or one.created))
        ]
        return paged(asked, "messages", rows)

    def fetch(self, asked: Asked) -> Any:
        return self._view(found(self._board.book.messages, asked))

    def update(self, asked: Asked) -> Any:
        """Twilio lets a body be emptied, nothing else be put in its place."""
        message: Message = found(self._board.book.messages, asked)
        if "Body" in asked.form.all():
            if asked.form.get("Body"):
                raise Refused(20001, "Body may only be emptied")
            message.body = ""
            self._board.book.save()
        return self._view(message)

    def delete(self, asked: Asked) -> None:
        message: Message = found(self._board.book.messages, asked)
        if not message.settled:
            raise Refused(20009)
        del self._board.book.messages[message.sid]
        self._board.book.save()

    def _view(self, message: Message) -> dict[str, Any]:
        account = self._board.account
        code = message.error_code
        return {
            "sid": message.sid,
            "account_sid": account,
            "messaging_service_sid": None,
            "from": message.from_,
            "to": _obfuscated(message.to) if message.obfuscates else message.to,
            "body": "" if message.discards else message.body,
            "status": message.status,
            "direction": message.direction,
            "num_media": str(message.num_media),
            "num_segments": str(segments(message.body)),
            "date_created": message.created,
            "date_updated": message.updated,
            "date_sent": message.sent or None,
            "error_code": code,
            "error_message": (IN_CALL.get(code) or REFUSALS[code][1]) if code else None,
            "price": None,
            "price_unit": "USD",
            "api_version": "2010-04-01",
            "uri": f"/2010-04-01/Accounts/{account}/Messages/{message.sid}.json",
            "subresource_uris": {},
        }


def _obfuscated(number: str) -> str:
    """Twilio keeps all but the last four digits."""
    return number[:-4] + 4 * "X"
