"""The rules of signing in. Pure: given facts, decide."""

import re
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, Literal
from unicodedata import normalize

from chalicelib.errors import Invalid, NotYours

from .model import Challenge, Citizen, PhoneChange, Pool, Session

CODE_LIFETIME = timedelta(minutes=5)
RESEND_AFTER = timedelta(seconds=60)
MAX_ATTEMPTS = 5
REAL_NAME = 2  # level of a citizen whose real name is known
MOST_DEVICES = 40  # that end in one commit; ``codes_per_phone_day`` lets far fewer begin
GRACE = timedelta(seconds=30)
SESSION_LIFETIME: dict[Pool, timedelta] = {"citizen": timedelta(hours=12), "officer": timedelta(hours=8)}
STALE = "验证码已失效，请重新获取。"
HOME = "/identity/me"
SIGN_IN = "/identity/sign-in"
LOCAL = re.compile(r"/(?![/\\])[^\\\x00-\x20\x7f-\U0010ffff]*")

Refreshing = Literal["rotate", "repeat", "reused"]


def may_try(challenge: Challenge | None) -> Challenge:
    """A code is tried five times at most; a used, an expired and an invented challenge look alike.

    Basis: GB/T 22239-2019, 8.1.4.1 b) (limit failed sign-ins).
    """
    if challenge is None or challenge.attempts >= MAX_ATTEMPTS:
        raise Invalid(STALE, {"code": STALE})
    return challenge


def may_try_change(change: PhoneChange | None, citizen: Citizen) -> PhoneChange:
    """As ``may_try``; somebody else's change looks like none."""
    known = change is not None and change.citizen_id == citizen.id and change.decided_at is None
    if change is None or not known or change.attempts >= MAX_ATTEMPTS:
        raise Invalid(STALE, {"new_code": STALE})
    return change


def is_real_name(citizen: Citizen) -> bool:
    """Basis: Cybersecurity Law, art. 24 (real identity); a phone alone is level 1."""
    return citizen.level >= REAL_NAME


def may_do_without(citizen: Citizen) -> None:
    """Raises NotYours where only the old phone can show who somebody is.

    Basis: Personal Information Protection Law, art. 46 (correction, once it is verified) and art. 51.
    """
    if not is_real_name(citizen):
        raise NotYours("没有实名认证，就要用旧手机收验证码。旧手机不能用了，请带身份证到政务服务大厅办理。")


def refreshing(session: Session, generation: int, now: datetime) -> Refreshing:
    """The latest refresh token rotates; the one before it may repeat for a moment; an older one is stolen.

    Two tabs, or a lost answer, make honest browsers send the same token twice.
    Basis: RFC 9700, 4.14.2 (refresh token rotation).
    """
    if generation == session.generation:
        return "rotate"
    if generation == session.generation - 1 and now <= session.rotated + GRACE:
        return "repeat"
    return "reused"


def safe_next(wanted: str) -> str:
    """Where to go after signing in: a path on this site, or the citizen's own page.

    Basis: OWASP Unvalidated Redirects and Forwards Cheat Sheet.
    """
    ours = LOCAL.fullmatch(wanted) and not wanted.startswith(("/identity/refresh", SIGN_IN))
    return wanted if ours else HOME


def is_this_person(police: Mapping[str, Any], name: str) -> bool:
    """Whether the police know a living, registered person by that name, however its parts are set apart.

    Basis: 《居民身份证法》第三条.
    """
    return police.get("status") == "normal" and _plain(str(police.get("name", ""))) == _plain(name)


def _plain(name: str) -> str:
    """Without the dots and spaces between the parts of a name, of which keyboards know half a dozen."""
    return "".join(sign for sign in normalize("NFKC", name) if sign.isalnum()).casefold()
