"""Which matter is calling, and that it says so for the first time."""

from datetime import timedelta

from chalicelib.errors import Conflict, Unauthenticated
from chalicelib.ports.shared_data import CALLER
from chalicelib.world import World
from chalicelib.xroad import Message, matter_of
from chalicelib.xroad.refusal import NotRecognised

from ..model import Nonce
from ..rules import trust

KEPT = timedelta(minutes=2)


def recognise(world: World, message: Message) -> str:
    """The slug of the matter that sent this very message, within the last minute; raises NotRecognised."""
    try:
        matter = matter_of(message.headers.get("x-road-client", ""))
        said = world.peers.recognise(matter, message.headers.get(CALLER.lower(), ""))
    except (ValueError, Unauthenticated):
        raise NotRecognised("nobody we know") from None
    if said.about != message.hash or not trust.is_recent(said.issued, world.now()):
        raise NotRecognised("an introduction to something else, or an old one")
    try:
        world.store.commit(Nonce(id=f"nonce#{said.nonce}", until=world.now() + KEPT))
    except Conflict:
        raise NotRecognised("an introduction that was used before") from None
    return matter
