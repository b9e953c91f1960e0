"""What a citizen does in a conversation: fetch it, let the dialogue decide, keep it. Nothing is begun before the first word."""

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from chalicelib import cities
from chalicelib.errors import Conflict
from chalicelib.store import Delete
from chalicelib.world import World

from ..assistant import dialogue, phrases
from ..assistant.dialogue import Outcome, Sources
from ..assistant.published import Published
from ..engine import Found
from ..model.conversation import IDLE, Conversation, Shown
from ..model.talk import Talk
from . import finding, handing_over, missing, recipe, rephrasing

Turn = Callable[[Talk], Outcome]
TRIES = 3


def key_of(world: World, secret: str) -> str:
    """What a conversation is filed under; "" for who has none."""
    return world.vault.blind(f"conversation|{secret}") if secret else ""


def new_secret() -> str:
    return secrets.token_urlsafe(24)


def find(world: World, secret: str) -> Conversation | None:
    return world.store.find(Conversation, key_of(world, secret)) if secret else None


def see(world: World, secret: str, area: str = "") -> Shown:
    """The page. Two reads, three for who waits."""
    kept = find(world, secret)
    talk = kept.talk if kept else Talk()
    return Shown(
        talk=talk,
        welcome=phrases.WELCOME,
        waiting=handing_over.waiting(world, kept),
        voice=world.transcriber.available,
        live=bool(kept and kept.is_handed_over),
        area=area,
        city=cities.NAMES.get(area, ""),
    )


def say(world: World, secret: str, turn: int, text: str, area: str, voice: bool = False) -> None:
    """To the clerk while one has the conversation, to the machine otherwise."""

    def speak(talk: Talk) -> Outcome:
        return dialogue.say(talk, turn, text, world.now(), sources(world, area), voice)

    kept = find(world, secret)
    if kept and kept.is_held(world.now()) and handing_over.tell(world, kept.id, turn, text):
        return
    _take(world, secret, area, speak)


def pick(world: World, secret: str, turn: int, value: str, area: str) -> None:
    _take(
        world, secret, area, lambda talk: dialogue.pick(talk, turn, value, world.now(), sources(world, area))
    )


def walk(world: World, secret: str, turn: int, done: Sequence[str], area: str) -> None:
    _take(
        world, secret, area, lambda talk: dialogue.walk(talk, turn, done, world.now(), sources(world, area))
    )


def ask_for_person(world: World, secret: str) -> None:
    """Again is harmless: who waits keeps their place."""
    kept = find(world, secret)
    if not (kept and kept.is_handed_over):
        _take(world, secret, "", lambda talk: dialogue.with_person(talk, world.now()))


def forget(world: World, secret: str) -> None:
    """Nothing of it is left."""
    if kept := find(world, secret):
        world.store.commit(Delete(kept))


def sources(world: World, area: str) -> Sources:
    def look(text: str, voice: bool) -> Found:
        return finding.find(world, text, area=area, voice=voice)

    return Sources(look, published(world))


@dataclass
class Reading:
    """A container's own: the release that it read last."""

    shelf: object = None
    release: str = ""
    published: Published = field(default_factory=Published)


HERE = Reading()


def published(world: World, kept: Reading = HERE) -> Published:
    """Of the release that is searched just now; read once."""
    release = finding.release(world)
    if release and (kept.shelf, kept.release) != (world.shelf, release):
        kept.published = Published.of(recipe.lines_of(world, int(release)))
        kept.shelf, kept.release = world.shelf, release
    return kept.published if release else Published()


def _take(world: World, secret: str, area: str, turn: Turn) -> None:
    """Another turn at the same moment is seen before this one is decided."""
    for left in reversed(range(TRIES)):
        kept = find(world, secret)
        talk = (kept.talk if kept else Talk()).model_copy(update={"area": area})
        outcome = turn(talk)
        if outcome.talk == talk:
            return
        try:
            _keep(world, secret, kept, outcome)
        except Conflict:
            if not left:
                raise
        else:
            break
    if asked := outcome.missed or outcome.found:
        missing.note(world, asked, answered=bool(outcome.found))


def _keep(world: World, secret: str, kept: Conversation | None, outcome: Outcome) -> None:
    now = world.now()
    changed = (kept or Conversation(id=key_of(world, secret), said="", until=now)).model_copy(
        update={"said": rephrasing.plainer(world, outcome.talk).model_dump_json()}
    )
    if outcome.person:
        changed = handing_over.handed_over(changed, now)
    if not changed.is_handed_over:
        changed = changed.model_copy(update={"until": now + IDLE})
    world.store.commit(changed)
