"""Text messages: how one is sent and its fate reported, and how one from a handset reaches the product."""

import asyncio

from simulators.carrier.board import Board
from simulators.carrier.book import Message
from simulators.carrier.callbacks import Notice
from simulators.carrier.clock import rfc2822
from simulators.carrier.codes import CallError, Refused
from simulators.carrier.documents import fetch
from simulators.carrier.fields import API_VERSION, message_fields
from simulators.carrier.handset import Handset
from simulators.carrier.hooks import Page
from simulators.carrier.ids import is_e164, new_sid
from simulators.carrier.twiml import MESSAGING, Verb

STOP = frozenset({"STOP", "STOPALL", "UNSUBSCRIBE", "CANCEL", "END", "QUIT"})
START = frozenset({"START", "YES", "UNSTOP"})
MOST_CHARACTERS = 1600
STEP_SECONDS = 0.3


def send(
    board: Board, from_: str, to: str, body: str, callback: str, direction: str = "outbound-api"
) -> Message:
    """Raises Refused for what Twilio refuses at once; the rest shows in the status later."""
    _check(board, from_, to, body)
    message = _note(board, from_, to, body, direction, "queued")
    message.status_callback = callback
    board.background.start(_deliver(board, message))
    return message


def _check(board: Board, from_: str, to: str, body: str) -> None:
    if not is_e164(to):
        raise Refused(21211)
    if board.book.owned(from_) is None and not _is_alphanumeric_sender(from_):
        raise Refused(21606)
    if len(body) > MOST_CHARACTERS:
        raise Refused(21617)
    if (to, from_) in board.book.opted_out:
        raise Refused(21610)
    handset = board.book.handsets.get(to)
    if handset is not None and handset.landline:
        raise Refused(21614)


def _is_alphanumeric_sender(sender: str) -> bool:
    plain = sender.replace(" ", "")
    return 0 < len(sender) <= 11 and plain.isascii() and plain.isalnum() and not plain.isdigit()


def _note(board: Board, from_: str, to: str, body: str, direction: str, status: str) -> Message:
    now = rfc2822(board.clock.now())
    message = Message(new_sid("SM"), from_, to, body, direction, status, now, now)
    board.book.messages[message.sid] = message
    board.book.save()
    return message


async def _deliver(board: Board, message: Message) -> None:
    _report(board, message, final=False)
    await asyncio.sleep(STEP_SECONDS)
    message.sent = rfc2822(board.clock.now())
    _become(board, message, "sent")
    await asyncio.sleep(STEP_SECONDS)
    handset = board.book.handsets.get(message.to)
    if handset is None or handset.behaviour == "failed":
        message.error_code = 30003
        _become(board, message, "undelivered", final=True)
        return
    board.ledger.write(
        "texted", handset=handset.number, shows=message.from_, body=message.body, message=message.sid
    )
    _become(board, message, "delivered", final=True)


def _become(board: Board, message: Message, status: str, *, final: bool = False) -> None:
    message.status, message.updated = status, rfc2822(board.clock.now())
    board.book.save()
    _report(board, message, final=final)


def _report(board: Board, message: Message, *, final: bool) -> None:
    if not message.status_callback:
        return
    form = {
        "AccountSid": board.account,
        "ApiVersion": API_VERSION,
        "From": message.from_,
        "To": message.to,
        "MessageSid": message.sid,
        "MessageStatus": message.status,
        "SmsSid": message.sid,
        "SmsStatus": message.status,
    }
    if message.error_code is not None:
        form["ErrorCode"] = str(message.error_code)
    board.callbacks.send(Notice(message.sid, message.status, message.status_callback, "POST", form, final))


def receive(board: Board, handset: Handset, to: str, body: str) -> Message:
    """A handset sends a text to a number of the account."""
    board.ledger.write("sent", handset=handset.number, to=to, body=body)
    word = body.strip().upper()
    if word in STOP:
        board.book.opted_out.add((handset.number, to))
    elif word in START:
        board.book.opted_out.discard((handset.number, to))
    message = _note(board, handset.identity, to, body, "inbound", "received")
    board.background.start(_announce(board, message))
    return message


async def _announce(board: Board, message: Message) -> None:
    number = board.book.owned(message.to)
    if number is None or not number.sms_url:
        board.error(11200, f"no SmsUrl for message {message.sid}")
        return
    page: Page | None = Page(
        number.sms_url, number.sms_method, {}, number.sms_fallback_url, number.sms_fallback_method
    )
    try:
        while page is not None:
            form = message_fields(message, board.account)
            document, page = await fetch(board, page, form, MESSAGING, "sms")
            page = _reply(board, message, page, document)
    except (CallError, Refused) as problem:
        board.error(problem.code, str(problem))


def _reply(board: Board, message: Message, page: Page, document: list[Verb]) -> Page | None:
    for verb in document:
        if verb.name == "Redirect":
            return page.beside(verb.text, verb.get("method", "POST"))
        body = next((child.text for child in verb.children if child.name == "Body"), verb.text)
        callback = verb.get("statusCallback")
        told = page.beside(callback, "POST").url if callback else ""
        send(board, verb.get("from", message.to), verb.get("to", message.from_), body, told, "outbound-reply")
    return None
