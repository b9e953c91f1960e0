"""Long polls: wait until a handset is in a state or has heard or received something."""

import asyncio
from collections.abc import AsyncIterator, Mapping

from simulators.carrier.board import Board
from simulators.carrier.ledger import Entry

LONGEST_SECONDS = 60.0


async def wait_for(board: Board, number: str, wish: Mapping[str, str]) -> bool:
    """Whether all that is wished for came true in time: state, heard, texted; `since` is a ledger number."""
    try:
        async with asyncio.timeout(min(float(wish.get("timeout", "10")), LONGEST_SECONDS)):
            while not _true(board, number, wish):
                await board.ledger.changed.wait()
    except TimeoutError:
        return False
    return True


def _true(board: Board, number: str, wish: Mapping[str, str]) -> bool:
    handset = board.book.handsets.get(number)
    if handset is None:
        return False
    state = wish.get("state", "")
    if state and state != handset.state and not (state == "asked" and handset.asked):
        return False
    since = int(wish.get("since", "0"))
    entries = [one for one in board.ledger.of_handset(number) if one["seq"] > since]
    return all(
        any(one["kind"] == kind and wish[kind] in one[field] for one in entries)
        for kind, field in (("heard", "text"), ("texted", "body"))
        if kind in wish
    )


async def follow(board: Board, since: int) -> AsyncIterator[Entry | None]:
    """The entries as they are written; None every 15 seconds so that a closed connection is noticed."""
    since = since if since >= 0 else max(board.ledger.seq + since, 0)
    while True:
        changed = board.ledger.changed
        for entry in board.ledger.since(since):
            since = entry["seq"]
            yield entry
        try:
            await asyncio.wait_for(changed.wait(), 15)
        except TimeoutError:
            yield None
