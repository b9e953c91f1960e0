"""The life of a leg: it begins, rings, is answered and ends, and each step is shown, heard and reported."""

import asyncio

from simulators.carrier.board import Board
from simulators.carrier.callbacks import Notice
from simulators.carrier.clock import rfc2822
from simulators.carrier.fields import call_fields
from simulators.carrier.handset import Handset, State
from simulators.carrier.hooks import Reporting
from simulators.carrier.ids import new_sid
from simulators.carrier.leg import FINAL, Direction, Leg

VOICEMAIL_GREETING = "您好，我现在不方便接听，请在嘀声后留言。"
# Twilio's names: the event asked for in TwiML, and the CallStatus that arrives
_EVENT_STATUS = {"initiated": "initiated", "ringing": "ringing", "answered": "in-progress"}


def begin(
    board: Board,
    from_: str,
    to: str,
    direction: Direction,
    parent: Leg | None = None,
    reporting: Reporting | None = None,
) -> Leg:
    leg = Leg(new_sid("CA"), from_, to, direction, board.clock.now(), parent=parent, reporting=reporting)
    board.legs[leg.sid] = leg
    return leg


def report(board: Board, leg: Leg, event: str) -> None:
    """Twilio numbers the events of a leg from 0, those it was not asked to tell included."""
    sequence, leg.sequence = leg.sequence, leg.sequence + 1
    wish = leg.reporting
    if wish is None or not wish.url or event not in wish.events:
        return
    form = call_fields(leg, board.account) | {
        "CallStatus": _EVENT_STATUS.get(event, leg.status),
        "Timestamp": rfc2822(board.clock.now()),
        "CallbackSource": "call-progress-events",
        "SequenceNumber": str(sequence),
    }
    if event == "completed":
        form |= {"CallDuration": str(leg.seconds), "Duration": str(-(-leg.seconds // 60))}
    board.callbacks.send(Notice(leg.sid, event, wish.url, wish.method, form, event == "completed"))


def show(board: Board, handset: Handset, state: State, shows: str, leg: Leg) -> None:
    handset.state, handset.shows, handset.leg = state, shows, leg
    board.ledger.write("displayed", handset=handset.number, state=state, shows=shows, call=leg.sid)


def hear(board: Board, leg: Leg, text: str, source: str) -> None:
    """`source` is voice (the carrier reads a text), media, tone, or the other person."""
    if leg.handset is None:
        return
    leg.handset.hears.append(text)
    board.ledger.write("heard", handset=leg.handset.number, text=text, source=source, call=leg.sid)


def answer(board: Board, leg: Leg) -> None:
    if leg.status == "in-progress":
        return
    leg.status, leg.started = "in-progress", board.clock.now()
    leg.answered.set()
    if leg.handset is not None:
        show(board, leg.handset, "listening", leg.handset.shows, leg)
    report(board, leg, "answered")


def bridge(board: Board, one: Leg, other: Leg) -> None:
    one.peer, other.peer = other, one
    for leg, far in ((one, other), (other, one)):
        if leg.handset is not None:
            show(board, leg.handset, "talking", leg.handset.shows, leg)
        if far.behaviour == "voicemail":
            hear(board, leg, VOICEMAIL_GREETING, "person")


def part(leg: Leg) -> None:
    if leg.peer is not None:
        leg.peer.peer, leg.peer = None, None


def end(board: Board, leg: Leg, status: str) -> None:
    if leg.status in FINAL:
        return
    part(leg)
    leg.status, leg.ended = status, board.clock.now()
    leg.broken.set()
    handset = leg.handset
    if handset is not None and handset.leg is leg:
        handset.state, handset.leg = "idle", None
        board.ledger.write("ended", handset=handset.number, status=status, call=leg.sid)
    report(board, leg, "completed")


async def ring(board: Board, leg: Leg, timeout: float) -> bool:
    """Whether somebody answers; if not, the leg has ended with the reason."""
    handset = board.book.handsets.get(leg.to)
    behaviour = board.faults.take_next_answer(handset.behaviour) if handset else "failed"
    if handset is None or behaviour == "failed":
        board.error(13224, "nobody can be reached there", leg)
        end(board, leg, "failed")
        return False
    if behaviour == "busy" or handset.leg is not None:
        end(board, leg, "busy")
        return False
    leg.handset, leg.status, leg.behaviour = handset, "ringing", behaviour
    handset.hears = []
    show(board, handset, "ringing", leg.from_, leg)
    report(board, leg, "ringing")
    pilot = board.background.start(_pilot(board, leg, handset.delay))
    try:
        await asyncio.wait_for(_answered_or_declined(leg), timeout)
    except TimeoutError:
        end(board, leg, "no-answer")
    finally:
        pilot.cancel()
    if leg.broken.is_set():
        end(board, leg, leg.declined or "busy")
    return not leg.over


async def _answered_or_declined(leg: Leg) -> None:
    waits = [asyncio.ensure_future(leg.answered.wait()), asyncio.ensure_future(leg.broken.wait())]
    try:
        await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for wait in waits:
            wait.cancel()


async def _pilot(board: Board, leg: Leg, delay: float) -> None:
    """A handset nobody holds: it answers or declines by itself."""
    await asyncio.sleep(delay)
    if leg.behaviour in {"answer", "accept", "voicemail"}:
        answer(board, leg)
    elif leg.behaviour == "reject":
        leg.hang_up("busy")
