"""A person's own page: which devices are signed in."""

from chalicelib.errors import Unauthenticated
from chalicelib.identity import Caller
from chalicelib.world import World

from ..forms import Device, Me
from ..model import Officer, Session


def me(world: World, caller: Caller) -> Me:
    """This device first, then the others as they were used last; raises Unauthenticated once signed out here.

    The token alone would still hold for some minutes; here its session is read anyway.
    """
    sessions = world.store.parts(Session, caller.id)
    if caller.session not in {session.session_id for session in sessions}:
        raise Unauthenticated("您已退出登录，请重新登录。")
    sessions.sort(key=lambda session: (session.session_id == caller.session, session.rotated), reverse=True)
    return Me(
        id=caller.id,
        level=caller.level,
        roles=sorted(caller.roles),
        phone_end=_phone(world, caller)[-4:],
        devices=[_device(session, caller) for session in sessions],
    )


def _phone(world: World, caller: Caller) -> str:
    if "citizen" in caller.roles:
        return world.directory.phone_of(caller.id)
    return world.store.get(Officer, caller.id).phone


def _device(session: Session, caller: Caller) -> Device:
    return Device(
        id=session.session_id,
        name=session.device,
        started=session.started,
        used=session.rotated,
        current=session.session_id == caller.session,
    )
