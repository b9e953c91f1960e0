"""Sign in with a code: prove the phone, find or register the citizen, begin a session."""

from chalicelib.errors import Conflict, Invalid, Unauthenticated
from chalicelib.store import Delete
from chalicelib.world import World

from .. import codes, rules
from ..events import CitizenRegistered, SignedIn
from ..forms import GiveCode, Granted
from ..model import Challenge, Citizen, Officer, Origin, Session
from .sessions import Account, account_of, grant


def sign_in(world: World, given: GiveCode, origin: Origin) -> Granted:
    """Every attempt is one write under the challenge's lock, so five at most are ever answered."""
    challenge = rules.may_try(world.store.find(Challenge, given.challenge))
    if not codes.matches(world.vault, challenge.id, given.code):
        _note_attempt(world, challenge)
    account = _officer(world, challenge) if challenge.pool == "officer" else _citizen(world, challenge)
    now = world.now()
    session = Session(
        id=account.id,
        session_id=world.new_id(),
        pool=challenge.pool,
        device=origin.agent,
        started=now,
        rotated=now,
        until=now + rules.SESSION_LIFETIME[challenge.pool],
    )
    granted = grant(world, session, account, rules.safe_next(given.next))
    told = SignedIn(case_id=session.session_id, subject=account.id, level=account.level, at=now)
    world.store.commit(Delete(challenge), session, told)
    return granted


def _note_attempt(world: World, challenge: Challenge) -> None:
    attempts = challenge.attempts + 1
    world.store.commit(challenge.model_copy(update={"attempts": attempts}))
    left = rules.MAX_ATTEMPTS - attempts
    remark = f"验证码不正确，还可以试 {left} 次。" if left else rules.STALE
    raise Invalid("验证码不正确。", {"code": remark})


def _citizen(world: World, challenge: Challenge) -> Account:
    """The directory decides whose phone it is; a registration that was cut short is completed."""
    citizen_id = world.directory.put(world.new_id(), challenge.phone)
    citizen = world.store.find(Citizen, citizen_id) or _register(world, citizen_id)
    return account_of(citizen)


def _register(world: World, citizen_id: str) -> Citizen:
    citizen = Citizen(id=citizen_id, since=world.now())
    told = CitizenRegistered(case_id=citizen_id, owner_id=citizen_id, at=world.now())
    try:
        world.store.commit(citizen, told)
    except Conflict:
        return world.store.get(Citizen, citizen_id)
    return citizen


def _officer(world: World, challenge: Challenge) -> Account:
    account = account_of(world.store.get(Officer, challenge.officer_id))
    if account.dismissed:
        raise Unauthenticated("账号已停用，请联系管理员。")
    return account
