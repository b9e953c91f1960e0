"""Speech: a recording goes straight to where files are kept, becomes text, is said in the conversation, and is deleted at once."""

from contextlib import suppress
from datetime import timedelta
from typing import Literal

from pydantic import BaseModel

from chalicelib.errors import Conflict
from chalicelib.ports.transcriber import NotHeard
from chalicelib.world import World

from ..assistant.recordings import media_format
from ..model.conversation import Recording
from . import conversing

MOST_BYTES = 2 * 1024 * 1024  # a minute of speech, and more
FORM_SECONDS = 600
LONGEST = timedelta(minutes=3)  # of listening; after that we say that it did not work
A_DAY = timedelta(days=1)
State = Literal["", "listening", "heard", "failed"]


class Offer(BaseModel):
    """A form that goes straight to where files are kept; no ``url`` where nobody listens."""

    url: str = ""
    fields: dict[str, str] = {}
    most_megabytes: int = MOST_BYTES // 1024 // 1024
    most_seconds: int = 60


def offer(world: World, turn: int) -> Offer:
    if not world.transcriber.available:
        return Offer()
    name = world.new_id()
    back = f"{world.public_url}/search/assistant/voice/{name}/arrived?turn={turn}"
    form = world.files.upload(_sound(name), MOST_BYTES, FORM_SECONDS, back)
    return Offer(url=form.url, fields=form.fields)


def arrive(world: World, secret: str, name: str, turn: int) -> None:
    """Begin to listen. Again is harmless: it is the same recording, and the same job."""
    if world.store.find(Recording, name):
        return
    now = world.now()
    recording = Recording(
        id=name, conversation=conversing.key_of(world, secret), turn=turn, begun=now, until=now + A_DAY
    )
    if not _begun(world, name):
        world.files.delete(_sound(name))
        recording = recording.model_copy(update={"status": "failed"})
    with suppress(Conflict):  # the same, twice at once
        world.store.commit(recording)


def _begun(world: World, name: str) -> bool:
    sound = world.files.read(_sound(name), MOST_BYTES) or b""
    kind = media_format(sound)
    if kind is None or len(sound) > MOST_BYTES:
        return False
    try:
        world.transcriber.start(name, _sound(name), kind)
    except NotHeard:
        return False
    return True


def look(world: World, secret: str, name: str, area: str) -> State:
    """Whether it is text by now; if so, it has been said. Nobody else's recording is known."""
    recording = world.store.find(Recording, name)
    if recording is None or recording.conversation != conversing.key_of(world, secret):
        return ""
    if recording.status != "listening":
        return recording.status
    try:
        text = world.transcriber.heard(name)
    except NotHeard:
        return _ended(world, recording, "failed")
    if text is None:
        return "listening" if world.now() - recording.begun < LONGEST else _ended(world, recording, "failed")
    if not text:
        return _ended(world, recording, "failed")
    conversing.say(world, secret, recording.turn, text, area, voice=True)
    return _ended(world, recording, "heard")


def _ended(world: World, recording: Recording, status: Literal["heard", "failed"]) -> State:
    """The sound and its text are deleted, whatever came of them."""
    world.files.delete(_sound(recording.id))
    world.transcriber.forget(recording.id)
    with suppress(Conflict):  # another look at the same moment has seen to it
        world.store.commit(recording.model_copy(update={"status": status}))
    return status


def _sound(name: str) -> str:
    return f"incoming/{name}"
