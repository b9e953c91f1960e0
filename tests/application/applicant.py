"""Somebody at an ordinary matter's door, with their real name known."""

from chalicelib import matters
from chalicelib.tokens import LIFETIME, Claims
from chalicelib.world import World
from tests.door import Door


def door_of(world: World, matter: str, citizen: str = "citizen-1", level: int = 2) -> Door:
    """A browser of theirs, signed in."""
    claims = Claims(sub=citizen, sid=f"session-of-{citizen}", jti="1", level=level, roles=["citizen"])
    cookie = world.tokens.issue(claims, world.now() + LIFETIME)
    return Door(matters.load(matter).routes, world, {"tongban_session": cookie})


def stranger(world: World, matter: str) -> Door:
    return Door(matters.load(matter).routes, world)
