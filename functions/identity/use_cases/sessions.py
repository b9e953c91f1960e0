"""Keep a session going, and end it."""

from typing import NamedTuple

from chalicelib.errors import Busy, Conflict, Unauthenticated
from chalicelib.identity import Caller, Role
from chalicelib.store import Delete
from chalicelib.tokens import LIFETIME, Claims
from chalicelib.world import World

from .. import refresh, rules
from ..events import Reason, SessionEnded
from ..forms import Granted, SignedOut
from ..model import Citizen, Officer, Session

OVER = "登录已过期，请重新登录。"
TRIES = 3


class Account(NamedTuple):
    """Whoever a session belongs to, from either pool."""

    id: str
    level: int
    roles: list[Role]
    area: str = ""
    dismissed: bool = False
    posts: tuple[str, ...] = ()


def account_of(holder: Citizen | Officer) -> Account:
    if isinstance(holder, Officer):
        return Account(holder.id, 1, holder.roles, holder.area, holder.dismissed, holder.posts)
    return Account(holder.id, holder.level, ["citizen"])


def grant(world: World, session: Session, account: Account, then: str = "") -> Granted:
    """A token for the account as it is now, and the session's current refresh token."""
    claims = Claims(
        sub=account.id,
        sid=session.session_id,
        jti=world.new_id(),
        level=account.level,
        roles=list(account.roles),
        area=account.area,
        posts=account.posts,
    )
    return Granted(
        id=account.id,
        level=account.level,
        roles=account.roles,
        token=world.tokens.issue(claims, session.until),
        expires_in=int(LIFETIME.total_seconds()),
        refresh=refresh.token_for(world.vault, session),
        until=session.until,
        next=then,
    )


def renew(world: World, token: str, then: str = "") -> Granted:
    """Rotate the refresh token; an old one that turns up again ends the whole session."""
    given = refresh.read(world.vault, token)
    session = _session(world, given.subject, given.session_id)
    account = _account(world, session)
    if account.dismissed:
        end(world, session.id, session.session_id, "dismissed")
        raise Unauthenticated(OVER)
    match rules.refreshing(session, given.generation, world.now()):
        case "rotate":
            session = _rotate(world, session)
        case "reused":
            end(world, session.id, session.session_id, "reused")
            raise Unauthenticated("为保护您的账号，本次登录已退出，请重新登录。")
    return grant(world, session, account, then)


def sign_out(world: World, caller: Caller, session_id: str) -> SignedOut:
    """End one of the caller's own sessions."""
    return SignedOut(devices=int(end(world, caller.id, session_id, "signed_out")))


def sign_out_everywhere(world: World, caller: Caller) -> SignedOut:
    return SignedOut(devices=end_all(world, caller.id, "signed_out"))


def end_all(world: World, subject: str, reason: Reason) -> int:
    """Returns how many sessions were ended."""
    return sum(end(world, subject, each.session_id, reason) for each in world.store.parts(Session, subject))


def end(world: World, subject: str, session_id: str, reason: Reason) -> bool:
    """A session that is being renewed at this very moment ends all the same; False for one already over."""
    for _ in range(TRIES):
        session = world.store.find(Session, subject, session_id)
        if session is None:
            return False
        told = SessionEnded(case_id=session_id, subject=subject, reason=reason, at=world.now())
        try:
            world.store.commit(Delete(session), told)
        except Conflict:
            continue
        return True
    raise Busy("现在有点忙，请再试一次。", 1)


def _rotate(world: World, session: Session) -> Session:
    rotated = session.model_copy(update={"generation": session.generation + 1, "rotated": world.now()})
    try:
        world.store.commit(rotated)
    except Conflict:
        return _session(world, session.id, session.session_id)
    return rotated


def _session(world: World, subject: str, session_id: str) -> Session:
    session = world.store.find(Session, subject, session_id)
    if session is None:
        raise Unauthenticated(OVER)
    return session


def _account(world: World, session: Session) -> Account:
    if session.pool == "officer":
        return account_of(world.store.get(Officer, session.id))
    return account_of(world.store.get(Citizen, session.id))
