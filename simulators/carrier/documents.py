"""Asks the product what to do next: fetches TwiML, from the fallback address when the first one fails."""

from simulators.carrier.board import Board
from simulators.carrier.codes import CallError
from simulators.carrier.courier import errand
from simulators.carrier.hooks import Page
from simulators.carrier.twiml import Verb, parse
from simulators.carrier.wire import Reply

XML = frozenset({"text/xml", "application/xml", "text/html"})


async def fetch(
    board: Board, page: Page, form: dict[str, str], verbs: frozenset[str], purpose: str
) -> tuple[list[Verb], Page]:
    """The verbs, and the page they came from; raises CallError when neither address helps."""
    if page.text:
        return _read(board, page.text, verbs), page
    try:
        reply = await board.courier.deliver(errand(purpose, page.url, page.method, form | page.fields))
        return _understand(board, reply, verbs), page
    except CallError as problem:
        board.error(problem.code, problem.detail)
        if not page.fallback_url:
            raise
        told = form | page.fields | {"ErrorCode": str(problem.code), "ErrorUrl": page.url}
    second = page.beside(page.fallback_url, page.fallback_method)
    task = errand(f"{purpose} fallback", second.url, second.method, told, primary=False)
    return _understand(board, await board.courier.deliver(task), verbs), second


def _understand(board: Board, reply: Reply, verbs: frozenset[str]) -> list[Verb]:
    if reply.status == 204 or (not reply.body and reply.status < 300):
        return []
    if reply.media_type == "text/plain":
        return [Verb("Say" if "Say" in verbs else "Message", {}, reply.body.strip(), ())]
    if reply.media_type not in XML:
        raise CallError(12300, reply.media_type)
    return _read(board, reply.body, verbs)


def _read(board: Board, body: str, verbs: frozenset[str]) -> list[Verb]:
    known, warnings = parse(body, verbs)
    for warning in warnings:
        board.error(12200, warning)
    return known
