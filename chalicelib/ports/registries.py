"""The registries themselves, for ``data-sharing`` alone: everybody else asks through it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from chalicelib.ports.registry import Unavailable
from chalicelib.ports.xroad_http import NoReply, Patience, Reply, send
from chalicelib.xroad import Message, Question, Statement, Unbelievable, path_of, read
from chalicelib.xroad.message import HASH

# Whoever asks us waits for five seconds.
PATIENCE = Patience(connect=1.0, total=3.5)


class Signed(NamedTuple):
    """A statement, and the words that prove it."""

    statement: Statement
    words: str


class Registries(Protocol):
    def put(self, question: Question, headers: Mapping[str, str]) -> Signed:
        """The registry's own answer, believed only if it is signed and about this request; raises Unavailable."""
        ...


@dataclass(frozen=True)
class HttpRegistries:
    """Each at the parameter ``registry/<name>/url``, with its published keys (a JWK Set) at ``registry/<name>/keys``."""

    parameters: Mapping[str, str]

    def put(self, question: Question, headers: Mapping[str, str]) -> Signed:
        name = question.service.partition("/")[0]
        message = Message(path_of(question.service), headers, question.body)
        try:
            reply = send(self.parameters[f"registry/{name}/url"], message, PATIENCE)
            words = signed_in(reply, message)
            statement = read(words, self.parameters[f"registry/{name}/keys"], question)
        except (NoReply, Unbelievable, KeyError) as reason:
            raise Unavailable(question.service) from reason
        if statement.request_hash != message.hash:
            raise Unavailable(question.service)
        return Signed(statement, words)


def signed_in(reply: Reply, message: Message) -> str:
    """The signed words of a reply that belongs to the message; raises Unbelievable."""
    if reply.status != 200 or reply.headers.get(HASH.lower()) != message.hash:
        raise Unbelievable(f"status {reply.status}, or another request's hash")
    try:
        return str(json.loads(reply.body)["signed"])
    except (ValueError, KeyError, TypeError):
        raise Unbelievable("no signed answer in it") from None
