"""People who are signed in."""

from chalicelib.tokens import LIFETIME, Claims
from chalicelib.world import World


def token(world: World, citizen: str = "citizen-1", session: str = "session-1") -> str:
    """A platform token of theirs."""
    claims = Claims(sub=citizen, sid=session, jti="1", level=1, roles=["citizen"])
    return world.tokens.issue(claims, world.now() + LIFETIME)
