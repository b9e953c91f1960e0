"""Send what is due, never twice for want of asking, and give up in the end.

A message is claimed (``sending``, due again in two minutes) before the carrier is called. Whoever finds a claim
that has run out asks the carrier whether it took the text, and sends only if it did not.
"""

from collections.abc import Callable

from chalicelib import erasures
from chalicelib.erasures import Erasure
from chalicelib.errors import Busy, Conflict, NotFound
from chalicelib.telemetry import logger
from chalicelib.world import World

from .. import rules
from ..events import GivenUp
from ..model import Message, Why
from ..templates import words

PAGES, PAGE = 5, 50
TRIES = 5


def deliver_due(world: World) -> None:
    """Every minute: what the quiet hours held back, and what did not work before; oldest first."""
    cursor = None
    for _ in range(PAGES):
        page = world.store.page(
            Message, "due", limit=PAGE, cursor=cursor, newest_first=False, until=world.now().isoformat()
        )
        for message in page.items:
            if claimed := _claim(world, message):
                deliver(world, claimed)
        cursor = page.cursor
        if cursor is None:
            return


def deliver(world: World, message: Message) -> None:
    """Send a message that this process has claimed."""
    if world.now() >= message.useful_until:
        return _give_up(world, message, "too_late")
    try:
        phone = world.directory.phone_of(message.citizen_id)
    except NotFound:
        return _give_up(world, message, "no_phone")
    try:
        carrier_id = _hand_over(world, message, phone)
    except Exception as error:
        logger.warning("a text was not taken", extra={"text": message.id, "error": type(error).__name__})
        return _try_later(world, message)
    return settle(world, message.id, lambda kept: rules.taken(kept, carrier_id), carrier_id)


def settle(world: World, message_id: str, change: Callable[[Message], Message], carrier_id: str = "") -> None:
    """Change a message while receipts may be changing it too.

    What the carrier has taken it is to forget, as soon as we know its id and not before: until then whoever is in doubt
    has to find it there.
    """
    for _ in range(TRIES):
        kept = world.store.get(Message, message_id)
        changed = change(kept)
        if changed is kept:
            return
        try:
            world.store.commit(changed, *_facts(world, changed), *_erasure(world, carrier_id))
        except Conflict:
            continue
        return
    raise Busy("现在有点忙，请稍后再试。", 1)


def _erasure(world: World, carrier_id: str) -> list[Erasure]:
    """None where one is filed already: two who were in doubt have found the same text."""
    if not carrier_id or world.store.find(Erasure, erasures.key(carrier_id)):
        return []
    return [erasures.filed(world, "text", carrier_id)]


def _claim(world: World, message: Message) -> Message | None:
    """None where somebody else was quicker."""
    again = {"status": "sending", "attempts": message.attempts + 1, "due": world.now() + rules.DOUBT}
    claimed = message.model_copy(update=again)
    try:
        world.store.commit(claimed)
    except Conflict:
        return None
    return claimed


def _hand_over(world: World, message: Message, phone: str) -> str:
    text = words(message, world.public_url)
    taken_before = world.phone.find_text(phone, text) if message.attempts > 1 else None
    return taken_before or world.phone.text(phone, text, key=message.id)


def _try_later(world: World, message: Message) -> None:
    due = world.now() + rules.pause(message.attempts)
    if message.attempts >= rules.MAX_ATTEMPTS or due >= message.useful_until:
        return _give_up(world, message, "carrier")
    later = {"status": "waiting", "due": due}
    return settle(world, message.id, lambda kept: rules.unless_taken(kept, later))


def _give_up(world: World, message: Message, why: Why) -> None:
    settle(
        world,
        message.id,
        lambda kept: rules.unless_taken(kept, {"status": "given_up", "due": None, "why": why}),
    )


def _facts(world: World, message: Message) -> list[GivenUp]:
    if message.status != "given_up" or not message.why:
        return []
    return [
        GivenUp(
            case_id=message.id,
            at=world.now(),
            owner_id=message.citizen_id,
            about=message.about,
            about_case=message.case_id,
            why=message.why,
        )
    ]
