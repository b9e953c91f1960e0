"""Who is asking, and what they may do."""

from collections.abc import Mapping
from http.cookies import CookieError, SimpleCookie
from typing import Literal, Protocol

from pydantic import BaseModel, ConfigDict

from chalicelib.errors import NotYours, Unauthenticated
from chalicelib.tokens import Claims, Expired, Tokens

__all__ = ["COOKIE", "Caller", "Expired", "Role", "caller_of", "require", "require_post"]

COOKIE = "tongban_session"
Role = Literal["citizen", "officer", "clerk", "editor", "operator", "service"]


class Caller(BaseModel):
    """Somebody signed in. ``level`` is how sure we are who they are: 1 = their phone is theirs.

    ``posts``: what an officer does, matter by matter: ``public-housing:street``.
    """

    model_config = ConfigDict(frozen=True)
    id: str
    level: int = 1
    roles: frozenset[Role] = frozenset({"citizen"})
    area: str = ""
    posts: frozenset[str] = frozenset()
    session: str = ""

    @classmethod
    def from_claims(cls, claims: Claims) -> "Caller":
        try:
            return cls.model_validate(
                {
                    "id": claims.sub,
                    "level": claims.level,
                    "roles": claims.roles,
                    "area": claims.area,
                    "posts": claims.posts,
                    "session": claims.sid,
                }
            )
        except ValueError as error:
            raise Unauthenticated("登录信息无效，请重新登录。") from error


class HasTokens(Protocol):
    """The part of the World that tells who is asking."""

    @property
    def tokens(self) -> Tokens: ...


def caller_of(world: HasTokens, headers: Mapping[str, str]) -> Caller | None:
    """Who sent this request, by bearer token or session cookie; None for a stranger.

    Raises Expired for a token past its time (a page may go through /identity/refresh and come
    back), and Unauthenticated for one that is not ours.
    """
    given = {name.lower(): value for name, value in headers.items()}
    token = _bearer(given.get("authorization", "")) or _cookie(given.get("cookie", ""))
    return Caller.from_claims(world.tokens.read(token)) if token else None


def require(caller: Caller, role: Role, area: str | None = None) -> None:
    """Raises NotYours unless the caller has the role and, where ``area`` is given, for that area too.

    Areas are administrative division codes (GB/T 2260): 3401 contains 340103, "" is the whole province.
    """
    if role not in caller.roles or (area is not None and not area.startswith(caller.area)):
        raise NotYours("您没有办理这项业务的权限。")


def require_post(caller: Caller, matter: str, role: str, area: str) -> None:
    """Raises NotYours unless the caller is an officer who holds that post of the matter, and answers for the area."""
    require(caller, "officer", area)
    if f"{matter}:{role}" not in caller.posts:
        raise NotYours("您没有办理这项业务的权限。")


def _bearer(authorization: str) -> str:
    scheme, _, token = authorization.partition(" ")
    return token.strip() if scheme.lower() == "bearer" else ""


def _cookie(header: str) -> str:
    try:
        morsel = SimpleCookie(header).get(COOKIE)
    except CookieError:
        return ""
    return morsel.value if morsel else ""
