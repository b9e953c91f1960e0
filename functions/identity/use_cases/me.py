"""A person's own page: which devices are signed in."""

from chalicelib.identity import Caller
from chalicelib.world import World

from ..forms import Device, Me
from ..model import Officer, Session


def me(world: World, caller: Caller) -> Me:
    """This device first, then the others as they were used last."""
    sessions = world.store.parts(Session, caller.id)
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
