"""From the machine to a person at the counter and back: who waits, who has which conversation, what is said between them."""

from collections.abc import Callable
from datetime import datetime

from chalicelib.clocks import CalendarUnknown, is_working_day
from chalicelib.errors import Conflict, NotYours
from chalicelib.filters import BEIJING
from chalicelib.telemetry import logger
from chalicelib.world import World

from ..assistant import dialogue, phrases
from ..assistant.masking import masked
from ..assistant.words import words
from ..model.conversation import (
    CLAIM,
    DESK,
    HANDED_OVER,
    IDLE,
    PATIENCE,
    Conversation,
    Opened,
    Queue,
    Queued,
    Waiting,
)
from ..model.talk import Line, Reply, Talk

LONGEST_QUEUE = 50
TRIES = 3
TAKEN = "这段对话已经由别的工作人员接了，请回到列表看看别的。"
NOT_TAKEN = "请先在列表里接入这段对话，再回复。"
Change = Callable[[Conversation], Conversation]


def handed_over(conversation: Conversation, now: datetime) -> Conversation:
    """It waits from now on; who waits already keeps their place."""
    if conversation.is_handed_over:
        return conversation
    fresh = {"help": "waiting", "asked": now, "until": now + HANDED_OVER, "answered": False}
    return conversation.model_copy(update={**fresh, "claimed_by": "", "claimed_until": None})


def waiting(world: World, kept: Conversation | None) -> Waiting:
    """What is to be told to whoever waits. One read of the queue."""
    hours = words().hours
    told = Waiting(opens=hours.opens, closes=hours.closes)
    if kept is None or not kept.is_handed_over or kept.asked is None:
        return told.model_copy(update={"help": kept.help if kept else ""})
    now = world.now()
    ahead = [it for it in _queue(world) if it.asked and (it.asked, it.id) < (kept.asked, kept.id)]
    return told.model_copy(
        update={
            "help": "claimed" if kept.is_held(now) else "waiting",
            "place": len(ahead) + 1,
            "open_now": is_open(now),
            "overdue": not kept.is_held(now) and now - kept.asked > PATIENCE,
            "answered": kept.answered,
        }
    )


def is_open(now: datetime) -> bool:
    """Whether somebody is at the counter."""
    there, hours = now.astimezone(BEIJING), words().hours
    try:
        works = is_working_day(there.date())
    except CalendarUnknown:
        works = there.weekday() < 5
    return works and hours.opens <= there.hour < hours.closes


def tell(world: World, conversation_id: str, turn: int, text: str) -> bool:
    """The citizen says something to the clerk who has it; False where nobody has (any more)."""
    said = masked(text)

    def add(kept: Conversation) -> Conversation:
        talk = kept.talk
        if (seen := talk.citizen(turn + 1)) and seen.text == said:
            return kept
        number = talk.turn + 1
        line = Line(who="citizen", turn=number, at=world.now(), text=said)
        return _saying(kept, talk.plus(line, turn=number))

    kept = world.store.find(Conversation, conversation_id)
    if not (kept and kept.is_held(world.now())):
        return False
    _change(world, conversation_id, add)
    return True


def go_on(world: World, conversation_id: str) -> None:
    """The citizen would rather ask the machine again, and gives up their place."""

    def leave(kept: Conversation) -> Conversation:
        if not kept.is_handed_over:
            return kept
        return _ended(_saying(kept, dialogue.go_on(kept.talk, world.now())), world.now())

    if world.store.find(Conversation, conversation_id):
        _change(world, conversation_id, leave)


def look(world: World, clerk: str, done: str = "") -> Queue:
    """Who waits, the longest first."""
    now = world.now()
    return Queue(
        waiting=[
            Queued(
                id=it.id,
                asked=it.asked or now,
                turns=it.talk.turn,
                held=it.is_held(now),
                mine=it.is_held(now) and it.claimed_by == clerk,
                urgent=any(line.reply and line.reply.kind == "distress" for line in it.talk.lines),
            )
            for it in _queue(world)
        ],
        done=done,
    )


def claim(world: World, clerk: str, conversation_id: str) -> None:
    """For some minutes nobody else can; each answer begins them anew. Again is harmless."""

    def take(kept: Conversation) -> Conversation:
        now = world.now()
        if not (kept.is_handed_over and kept.is_free_for(clerk, now)):
            raise Conflict(TAKEN)
        return _claimed(kept, clerk, now)

    _change(world, conversation_id, take)


def read(world: World, clerk: str, conversation_id: str) -> Opened:
    """Only for who has it; that they read it is logged, by ids."""
    kept = _held(world.store.get(Conversation, conversation_id), clerk, world.now())
    logger.info("a conversation was read", extra={"conversation": conversation_id, "clerk": clerk})
    return Opened(
        id=kept.id, talk=kept.talk, asked=kept.asked or world.now(), until=kept.claimed_until or world.now()
    )


def reply(world: World, clerk: str, conversation_id: str, turn: int, text: str) -> None:
    """``turn`` is the last the clerk had seen: the same words after the same turn are said once."""
    said = masked(text)

    def add(kept: Conversation) -> Conversation:
        now = world.now()
        talk = _held(kept, clerk, now).talk
        if any(it.who == "clerk" and it.turn == turn and it.text == said for it in talk.lines):
            return kept
        line = Line(who="clerk", turn=turn, at=now, text=said)
        return _claimed(_saying(kept, talk.plus(line)), clerk, now).model_copy(update={"answered": True})

    _change(world, conversation_id, add)


def close(world: World, clerk: str, conversation_id: str) -> None:
    """The citizen may go on with the machine; some time later nothing is left. Again is harmless."""

    def end(kept: Conversation) -> Conversation:
        if kept.help == "closed":
            return kept
        now = world.now()
        talk = _held(kept, clerk, now).talk
        line = Line(who="machine", turn=talk.turn, at=now, reply=Reply(kind="back", text=phrases.CLOSED))
        return _ended(_saying(kept, talk.plus(line, failed=0)), now)

    _change(world, conversation_id, end)


def _queue(world: World) -> list[Conversation]:
    page = world.store.page(Conversation, DESK, limit=LONGEST_QUEUE, newest_first=False)
    return [it for it in page.items if it.is_handed_over]


def _held(kept: Conversation, clerk: str, now: datetime) -> Conversation:
    if not (kept.is_held(now) and kept.claimed_by == clerk):
        raise NotYours(NOT_TAKEN)
    return kept


def _claimed(kept: Conversation, clerk: str, now: datetime) -> Conversation:
    return kept.model_copy(update={"help": "claimed", "claimed_by": clerk, "claimed_until": now + CLAIM})


def _ended(kept: Conversation, now: datetime) -> Conversation:
    ended = {"help": "closed", "claimed_by": "", "claimed_until": None, "until": now + IDLE}
    return kept.model_copy(update=ended)


def _saying(kept: Conversation, talk: Talk) -> Conversation:
    return kept.model_copy(update={"said": talk.model_dump_json()})


def _change(world: World, conversation_id: str, change: Change) -> None:
    """Decided on what is there now, and again where somebody else was quicker."""
    for left in reversed(range(TRIES)):
        kept = world.store.get(Conversation, conversation_id)
        changed = change(kept)
        if changed == kept:
            return
        try:
            world.store.commit(changed)
        except Conflict:
            if not left:
                raise
        else:
            return
