"""Redirect, Reject, Hangup and Sms: where the call goes next, or that it ends."""

from simulators.carrier.calls import hear
from simulators.carrier.hooks import Page
from simulators.carrier.session import Ended, Session
from simulators.carrier.texting import send
from simulators.carrier.twiml import Verb


async def redirect(session: Session, verb: Verb) -> Page:
    return session.page.beside(verb.text, verb.get("method", "POST"))


async def reject(session: Session, verb: Verb) -> None:
    """Rejecting an unanswered call costs nothing; an answered one is simply hung up."""
    if session.leg.status == "in-progress":
        raise Ended("completed")
    busy = verb.get("reason", "rejected") == "busy"
    hear(session.board, session.leg, "忙音" if busy else "您拨打的号码暂时无法接通。", "tone")
    raise Ended("busy" if busy else "failed")


async def hang_up(session: Session, _: Verb) -> None:
    session.answer()
    raise Ended("completed")


async def sms(session: Session, verb: Verb) -> Page | None:
    leg = session.leg
    message = send(
        session.board,
        verb.get("from", leg.to),
        verb.get("to", leg.from_),
        verb.text,
        session.page.beside(verb.get("statusCallback"), "POST").url if verb.get("statusCallback") else "",
        "outbound-call",
    )
    if not verb.get("action"):
        return None
    return session.page_of(verb, {"SmsSid": message.sid, "SmsStatus": message.status})
