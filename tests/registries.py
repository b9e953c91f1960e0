"""Stand-ins for the registries, for the way to them, and for how matters know each other; see tests/fakes.py."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count
from typing import Any

from chalicelib.errors import Unauthenticated
from chalicelib.ports.peers import Introduction
from chalicelib.ports.registries import Signed
from chalicelib.ports.registry import Answer, Unavailable
from chalicelib.xroad import Question, Statement, provider_of

Clock = Callable[[], datetime]
Key = tuple[str, str]  # a service, and an ID number


@dataclass
class Registry:
    """What registries know, in memory: fields by service and ID number; lists of several people are joined.

    ``down`` names services that do not answer; an ID number in ``unknown`` is nobody's.
    """

    clock: Clock
    known: dict[Key, dict[str, Any]] = field(default_factory=dict)
    consents: list[tuple[str, str, str, list[str]]] = field(default_factory=list)
    asked: list[tuple[str, list[str], list[str], str, str, str]] = field(default_factory=list)
    down: set[str] = field(default_factory=set)
    unknown: set[str] = field(default_factory=set)
    fresh: timedelta = timedelta(hours=24)

    def consent(self, citizen_id: str, case_id: str, purpose: str, services: Sequence[str]) -> None:
        if "data-sharing" in self.down:
            raise Unavailable("data-sharing")
        given = (citizen_id, case_id, purpose, list(services))
        if given not in self.consents:
            self.consents.append(given)

    def ask(
        self,
        service: str,
        id_numbers: Sequence[str],
        fields: Sequence[str],
        case_id: str,
        purpose: str,
        by: str,
    ) -> Answer:
        if service in self.down:
            raise Unavailable(service)
        if not any(case_id == case and service in services for _, case, _, services in self.consents):
            raise Unavailable(service, "no_consent")
        self.asked.append((service, list(id_numbers), list(fields), case_id, purpose, by))
        now = self.clock()
        if self.unknown & set(id_numbers):
            return Answer("unknown_person", now, now + self.fresh)
        said = [self.known.get((service, number), {}) for number in id_numbers]
        joined = {name: _joined([known[name] for known in said if name in known]) for name in fields}
        return Answer("answered", now, now + self.fresh, joined, f"signed.{service}.{case_id}")


def _joined(values: list[Any]) -> Any:
    """Lists end to end; of anything else there is one."""
    if all(isinstance(value, list) for value in values):
        return [row for rows in values for row in rows]
    return values[0]


@dataclass
class Registries:
    """Registries that ``data-sharing`` asks: the same knowledge, stated as they state it, in words that prove nothing."""

    clock: Clock
    known: dict[Key, dict[str, Any]] = field(default_factory=dict)
    asked: list[tuple[Question, dict[str, str]]] = field(default_factory=list)
    down: set[str] = field(default_factory=set)
    unknown: set[str] = field(default_factory=set)
    ago: timedelta = timedelta()

    def put(self, question: Question, headers: Mapping[str, str]) -> Signed:
        if question.service in self.down:
            raise Unavailable(question.service)
        self.asked.append((question, dict(headers)))
        is_unknown = bool(self.unknown & set(question.id_numbers))
        said = [self.known.get((question.service, number), {}) for number in question.id_numbers]
        data = {name: _joined([known[name] for known in said if name in known]) for name in question.fields}
        statement = Statement(
            iss=provider_of(question.service),
            iat=self.clock() - self.ago,
            request_hash="",
            id_numbers=question.id_numbers,
            fields=question.fields,
            status="unknown_person" if is_unknown else "answered",
            data={} if is_unknown else data,
        )
        return Signed(statement, f"signed.{question.service}.{len(self.asked)}")


@dataclass
class Peers:
    """Believes every matter that its token names: ``matter|about|issued|nonce``."""

    clock: Clock
    matter: str = "car-move"
    count: "count[int]" = field(default_factory=lambda: count(1))

    def introduce(self, to: str, about: str) -> str:
        return f"{self.matter}|{to}|{about}|{self.clock().isoformat()}|{next(self.count)}"

    def recognise(self, claimed: str, token: str) -> Introduction:
        matter, _, about, issued, nonce = (token.split("|") + [""] * 5)[:5]
        if matter != claimed:
            raise Unauthenticated("调用方身份无法核实。")
        return Introduction(about=about, issued=datetime.fromisoformat(issued), nonce=nonce)
