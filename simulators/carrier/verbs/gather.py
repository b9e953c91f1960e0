"""Gather: plays its prompt, collects keys, and asks the product what they mean."""

import asyncio
from typing import Any

from simulators.carrier.board import Board
from simulators.carrier.hooks import Page
from simulators.carrier.leg import Leg
from simulators.carrier.session import Session
from simulators.carrier.twiml import Verb

PROMPTS = frozenset({"Say", "Play", "Pause"})


async def gather(session: Session, verb: Verb) -> Page | None:
    """No key at all falls through to the next verb, as on Twilio."""
    session.answer()
    digits, finished_on = await _ask(session, verb)
    if not digits and not verb.flag("actionOnEmptyResult"):
        return None
    return session.page_of(verb, {"Digits": digits, "FinishedOnKey": finished_on, "msg": "Gather End"})


async def _ask(session: Session, verb: Verb) -> tuple[str, str]:
    board, leg = session.board, session.leg
    while not leg.digits.empty():
        leg.digits.get_nowait()
    _asked(board, leg, waiting=True)
    prompt = asyncio.ensure_future(session.perform([one for one in verb.children if one.name in PROMPTS]))
    fingers = asyncio.ensure_future(_press_alone(board, leg))
    try:
        return await _collect(leg, verb, prompt)
    finally:
        prompt.cancel()
        fingers.cancel()
        await asyncio.gather(prompt, fingers, return_exceptions=True)
        _asked(board, leg, waiting=False)


async def _collect(leg: Leg, verb: Verb, prompt: "asyncio.Future[Page | None]") -> tuple[str, str]:
    patience, most = verb.number("timeout", 5), int(verb.number("numDigits", 1000))
    finish, digits = verb.get("finishOnKey", "#"), ""
    key = await _first_key(leg, prompt, patience)
    while key and key not in finish:
        digits += key
        if len(digits) >= most:
            return digits, ""
        key = await _key(leg, patience)
    return digits, key


async def _first_key(leg: Leg, prompt: "asyncio.Future[Page | None]", patience: float) -> str:
    """A key cuts the prompt short; the patience begins when the prompt has ended."""
    key = asyncio.ensure_future(leg.digits.get())
    try:
        both: set[asyncio.Future[Any]] = {key, prompt}
        await asyncio.wait(both, return_when=asyncio.FIRST_COMPLETED)
        return await asyncio.wait_for(key, None if key.done() else patience)
    except TimeoutError:
        return ""
    finally:
        key.cancel()


async def _key(leg: Leg, patience: float) -> str:
    try:
        return await asyncio.wait_for(leg.digits.get(), patience)
    except TimeoutError:
        return ""


def _asked(board: Board, leg: Leg, *, waiting: bool) -> None:
    if leg.handset is not None:
        leg.handset.asked = waiting
        board.ledger.write("asked", handset=leg.handset.number, waiting=waiting, call=leg.sid)


async def _press_alone(board: Board, leg: Leg) -> None:
    """A handset told to accept presses its keys a second after it is asked."""
    if leg.behaviour != "accept" or leg.handset is None:
        return
    await asyncio.sleep(1)
    for key in leg.handset.presses:
        board.ledger.write("pressed", handset=leg.handset.number, key=key, call=leg.sid)
        leg.digits.put_nowait(key)
