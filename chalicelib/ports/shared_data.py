"""The registries, through ``data-sharing``: every question introduced, every answer checked again by whoever asked."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import uuid4

from pydantic import ValidationError

from chalicelib.ports.peers import Peers
from chalicelib.ports.registries import signed_in
from chalicelib.ports.registry import Answer, Because, Unavailable
from chalicelib.ports.xroad_http import NoReply, Patience, Reply, send
from chalicelib.xroad import Message, Passed, Question, Unbelievable, client_of, path_of, read
from chalicelib.xroad.message import ERROR
from chalicelib.xroad.refusal import AccessDenied, NoConsent

HERE = "data-sharing"
CALLER = "X-Tongban-Caller"
CONSENTS = "/r1/AH/GOV/tongban/data-sharing/consents"
PATIENCE = Patience(connect=2.0, total=5.0)
BECAUSE: dict[str, Because] = {NoConsent.kind: "no_consent", AccessDenied.kind: "not_allowed"}


@dataclass(frozen=True)
class SharedData:
    """``matter`` is who asks."""

    parameters: Mapping[str, str]
    matter: str
    peers: Peers
    now: Callable[[], datetime]

    def consent(self, citizen_id: str, case_id: str, purpose: str, services: Sequence[str]) -> None:
        given = {"citizen_id": citizen_id, "purpose": purpose, "services": sorted(set(services))}
        headers = self._headers(case_id, citizen_id)
        reply = self._send(HERE, Message(CONSENTS, headers, json.dumps(given).encode()))
        if reply.status != 200:
            raise Unavailable(HERE, _because(reply))

    def ask(
        self,
        service: str,
        id_numbers: Sequence[str],
        fields: Sequence[str],
        case_id: str,
        purpose: str,
        by: str,
    ) -> Answer:
        question = Question(service, tuple(id_numbers), tuple(fields))
        content = json.loads(question.body) | {"purpose": purpose}
        message = Message(path_of(service), self._headers(case_id, by), json.dumps(content).encode())
        reply = self._send(service, message)
        if reply.status != 200:
            raise Unavailable(service, _because(reply))
        try:
            return self._believed(question, signed_in(reply, message), Passed.model_validate_json(reply.body))
        except (Unbelievable, ValidationError, KeyError) as reason:
            raise Unavailable(service) from reason

    def _believed(self, question: Question, signed: str, passed: Passed) -> Answer:
        registry = question.service.partition("/")[0]
        statement = read(signed, self.parameters[f"registry/{registry}/keys"], question)
        if passed.fresh_until < self.now():
            raise Unbelievable("stale")
        return Answer(
            statement.status, statement.iat.astimezone(UTC), passed.fresh_until, statement.data, signed
        )

    def _send(self, service: str, message: Message) -> Reply:
        from botocore.exceptions import BotoCoreError, ClientError

        try:
            token = self.peers.introduce(HERE, message.hash)
            return send(f"{self.parameters['public-url']}/{HERE}", message, PATIENCE, {CALLER: token})
        except (NoReply, BotoCoreError, ClientError) as reason:
            raise Unavailable(service) from reason

    def _headers(self, case_id: str, by: str) -> dict[str, str]:
        return {
            "X-Road-Client": client_of(self.matter),
            "X-Road-Id": str(uuid4()),
            "X-Road-UserId": by,
            "X-Road-Issue": case_id,
        }


def _because(reply: Reply) -> Because:
    return BECAUSE.get(reply.headers.get(ERROR.lower(), ""), "down")
