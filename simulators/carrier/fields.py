"""The form fields Twilio sends with every request about a call or a message, blank ones included."""

from simulators.carrier.book import Message
from simulators.carrier.ids import country
from simulators.carrier.leg import Leg

API_VERSION = "2010-04-01"


def call_fields(leg: Leg, account: str) -> dict[str, str]:
    fields = {
        "AccountSid": account,
        "ApiVersion": API_VERSION,
        "CallSid": leg.sid,
        "CallStatus": leg.status,
        "Direction": leg.direction,
        "From": leg.from_,
        "To": leg.to,
        "Caller": leg.from_,
        "Called": leg.to,
    }
    for side, number in (("From", leg.from_), ("Caller", leg.from_), ("To", leg.to), ("Called", leg.to)):
        fields |= _place(side, number)
    if leg.parent is not None:
        fields["ParentCallSid"] = leg.parent.sid
    return fields


def message_fields(message: Message, account: str) -> dict[str, str]:
    fields = {
        "AccountSid": account,
        "ApiVersion": API_VERSION,
        "MessageSid": message.sid,
        "SmsSid": message.sid,
        "SmsMessageSid": message.sid,
        "From": message.from_,
        "To": message.to,
        "Body": message.body,
        "NumMedia": str(message.num_media),
        "NumSegments": str(segments(message.body)),
        "SmsStatus": message.status,
    }
    return fields | _place("From", message.from_) | _place("To", message.to)


def segments(body: str) -> int:
    """A segment holds 160 characters, or 70 as soon as one of them is outside Latin."""
    size = 160 if body.isascii() else 70
    return max(1, -(-len(body) // size))


def _place(side: str, number: str) -> dict[str, str]:
    return {f"{side}City": "", f"{side}State": "", f"{side}Zip": "", f"{side}Country": country(number)}
