"""What a registry states, under its signature: a compact JWS (RFC 7515, ES256) that repeats the question it answers."""

import json
from functools import cache
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from pydantic import AwareDatetime, BaseModel, ConfigDict

from chalicelib.xroad.names import provider_of

if TYPE_CHECKING:
    from joserfc.jwk import KeySet


class Unbelievable(Exception):
    """The answer is not what it should be: forged, altered, garbled, or about something else."""


class Question(NamedTuple):
    """``service`` is ``police/household``."""

    service: str
    id_numbers: tuple[str, ...]
    fields: tuple[str, ...]

    @property
    def body(self) -> bytes:
        """In the body and never in the address: addresses end up in logs."""
        return json.dumps({"id_numbers": self.id_numbers, "fields": self.fields}).encode()


class Statement(BaseModel):
    """``request_hash`` names the request that the registry was sent; ``data`` is empty for an unknown person."""

    model_config = ConfigDict(frozen=True)
    iss: str
    iat: AwareDatetime
    request_hash: str
    id_numbers: tuple[str, ...]
    fields: tuple[str, ...]
    status: Literal["answered", "unknown_person"]
    data: dict[str, Any]

    def answers(self, question: Question) -> bool:
        """Whether it is about this very question, and says neither more nor less than was asked."""
        asked = (provider_of(question.service), question.id_numbers, question.fields)
        wanted = set(question.fields) if self.status == "answered" else set()
        return (self.iss, self.id_numbers, self.fields) == asked and set(self.data) == wanted


class Passed(BaseModel):
    """What ``data-sharing`` passes on: the registry's own words, and how long they may be relied upon."""

    signed: str
    fresh_until: AwareDatetime


def read(signed: str, keys: str, question: Question) -> Statement:
    """What it says, if one of the registry's ``keys`` (a JWK Set, as JSON) signed it as an answer to the question.

    Raises Unbelievable.
    """
    from joserfc import jws
    from joserfc.errors import JoseError

    try:
        payload = jws.deserialize_compact(signed, _keys(keys), algorithms=["ES256"]).payload
        statement = Statement.model_validate(json.loads(payload))
    except (JoseError, ValueError, TypeError) as error:
        raise Unbelievable(type(error).__name__) from None
    if not statement.answers(question):
        raise Unbelievable("the answer is about something else")
    return statement


@cache
def _keys(published: str) -> "KeySet":
    from joserfc.jwk import KeySet

    return KeySet.import_key_set(json.loads(published))
