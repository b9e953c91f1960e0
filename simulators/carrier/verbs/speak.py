"""Say, Play and Pause: what the handset hears from the carrier, and for how long."""

import asyncio

from simulators.carrier.calls import hear
from simulators.carrier.session import Session
from simulators.carrier.twiml import Verb

# the file itself is never fetched: its length is not known
MEDIA_SECONDS = 3.0


async def say(session: Session, verb: Verb) -> None:
    session.answer()
    for _ in range(_times(verb)):
        hear(session.board, session.leg, verb.text, "voice")
        await asyncio.sleep(session.board.spoken_seconds(verb.text))


async def play(session: Session, verb: Verb) -> None:
    session.answer()
    for _ in range(_times(verb)):
        hear(session.board, session.leg, verb.text or verb.get("digits"), "media")
        await asyncio.sleep(MEDIA_SECONDS)


async def pause(_: Session, verb: Verb) -> None:
    """As the first verb it delays the answer: Twilio picks up only for what comes after."""
    await asyncio.sleep(verb.number("length", 1))


def _times(verb: Verb) -> int:
    """loop=0 means until the caller hangs up; Twilio stops after 1000."""
    return int(verb.number("loop", 1)) or 1000
