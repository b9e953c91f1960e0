"""The platform's tokens: short-lived JWTs, signed in KMS by identity, verified by every matter on its own."""

import base64
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, ConfigDict

from chalicelib.errors import Unauthenticated
from chalicelib.ports.signer import Signer

if TYPE_CHECKING:
    from joserfc.jwk import KeySet

LIFETIME = timedelta(minutes=30)
SKEW = 5  # seconds that two machines' clocks may differ


class Claims(BaseModel):
    """What a token says about its bearer; ``sid`` is the session it was issued for.

    ``posts``: an officer's, each ``<matter>:<role>``; all of them in ``area``.
    """

    model_config = ConfigDict(frozen=True)
    sub: str
    sid: str
    jti: str
    level: int
    roles: list[str]
    area: str = ""
    posts: tuple[str, ...] = ()


class Expired(Unauthenticated):
    """A good token, past its time: refresh it. ``claims`` is what it said."""

    def __init__(self, claims: Claims) -> None:
        super().__init__("登录已过期，请重新登录。")
        self.claims = claims


@dataclass(frozen=True)
class Tokens:
    """Issues and reads the tokens of one environment; those of another are refused."""

    signer: Signer
    issuer: str
    environment: str
    now: Callable[[], datetime]

    def issue(self, claims: Claims, until: datetime) -> str:
        """A token for half an hour, but never beyond ``until``, the end of its session."""
        now = self.now()
        frame = {"iss": self.issuer, "aud": self.audience, "stage": self.environment}
        times = {"iat": int(now.timestamp()), "exp": int(min(now + LIFETIME, until).timestamp())}
        header = {"alg": "ES256", "typ": "JWT", "kid": self.jwks()["keys"][0]["kid"]}
        signed = f"{_part(header)}.{_part(frame | times | claims.model_dump())}"
        return f"{signed}.{_base64url(self.signer.sign(signed.encode()))}"

    def read(self, token: str) -> Claims:
        """The claims; raises Expired, or Unauthenticated for whatever else is wrong."""
        from joserfc import jwt
        from joserfc.errors import ExpiredTokenError, JoseError
        from joserfc.jwt import JWTClaimsRegistry

        expected = JWTClaimsRegistry(
            now=int(self.now().timestamp()),
            leeway=SKEW,
            iss={"essential": True, "value": self.issuer},
            aud={"essential": True, "value": self.audience},
            stage={"essential": True, "value": self.environment},
            iat={"essential": True},
            exp={"essential": True},
        )
        keys = _keys(tuple(self.signer.public_keys()))
        try:
            said = jwt.decode(token, keys, algorithms=["ES256"]).claims
            claims = Claims.model_validate(said)
            expected.validate(_expiry_last(said))
            return claims
        except ExpiredTokenError as error:
            raise Expired(claims) from error
        except (JoseError, ValueError, TypeError) as error:
            raise Unauthenticated("登录信息无效，请重新登录。") from error

    def jwks(self) -> dict[str, Any]:
        """The public keys, for anybody who wants to verify (RFC 7517)."""
        return dict(_keys(tuple(self.signer.public_keys())).as_dict(private=False))

    @property
    def audience(self) -> str:
        return f"tongban-{self.environment}"


@cache
def _keys(ders: tuple[bytes, ...]) -> "KeySet":
    from joserfc.jwk import ECKey, Key, KeySet

    keys: list[Key] = [ECKey.import_key(der, {"use": "sig", "alg": "ES256"}) for der in ders]
    for key in keys:
        key.ensure_kid()
    return KeySet(keys)


def _expiry_last(claims: dict[str, Any]) -> dict[str, Any]:
    """Only a token that is otherwise right may be called expired."""
    return {**{name: claims[name] for name in claims if name != "exp"}, **{"exp": claims.get("exp")}}


def _part(content: dict[str, Any]) -> str:
    return _base64url(json.dumps(content, separators=(",", ":")).encode())


def _base64url(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode()
