"""The registries at work: a question in, a signed statement out; or whatever fault was ordered."""

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any

from aiohttp import web

from simulators.registries import messages
from simulators.registries.answers import MOST_PEOPLE, SERVICES, Unknown, answer
from simulators.registries.faults import Fault, Faults
from simulators.registries.keys import Keys
from simulators.registries.messages import Refused
from simulators.registries.people import Population

STALE = timedelta(days=40)


class Registries:
    """``ledger`` says who asked for which fields of which service, and never about whom."""

    def __init__(self, population: Population, keys: Keys) -> None:
        self.population = population
        self.keys = keys
        self.faults = Faults()
        self.ledger: list[dict[str, Any]] = []
        self._said: dict[str, tuple[str, str]] = {}

    async def answer(self, request: web.Request) -> web.Response:
        try:
            return await self._answer(request)
        except Refused as refusal:
            return refusal.answer()

    async def _answer(self, request: web.Request) -> web.Response:
        service, body = messages.service_of(request.match_info), await request.read()
        client = request.headers.get("X-Road-Client", "")
        if not client or service not in SERVICES:
            raise Refused(400, "Client.BadRequest", "X-Road-Client and a known service are needed")
        question = messages.question_in(body)
        numbers, fields = question.id_numbers, question.fields
        fault = self.faults.take(service)
        self._note(request, service, numbers, fields, fault)
        if fault and (instead := await _instead(fault)):
            return instead
        hashed = messages.request_hash(request.path, request.headers, body)
        claims = self._claims(service, numbers, fields, hashed, fault)
        said = hashed, self.keys.sign(service.partition("/")[0], claims)
        earlier = self._said.get(service, said)
        self._said[service] = said
        return _respond(request, service, *_spoilt(fault, said, earlier))

    def _claims(
        self, service: str, numbers: list[str], fields: list[str], hashed: str, fault: Fault | None
    ) -> dict[str, Any]:
        kind = fault.kind if fault else ""
        said = datetime.now(UTC) - (STALE if kind == "stale" else timedelta())
        data = None if kind == "unknown_person" else self._data(service, numbers, fields)
        return {
            "iss": messages.provider_of(service),
            "iat": int(said.timestamp()),
            "request_hash": hashed,
            "id_numbers": numbers,
            "fields": fields,
            "status": "unknown_person" if data is None else "answered",
            "data": (data or {}) | ({"surplus": "unasked"} if kind == "surplus" else {}),
        }

    def _data(self, service: str, numbers: list[str], fields: list[str]) -> dict[str, Any] | None:
        """None for somebody whom nobody knows."""
        if len(numbers) > MOST_PEOPLE:
            raise Refused(400, "Client.BadRequest", f"at most {MOST_PEOPLE} people at once")
        try:
            return answer(self.population, service, numbers, fields)
        except Unknown:
            return None
        except KeyError:
            raise Refused(400, "Client.BadRequest", "a field that this service has not") from None

    def _note(
        self, request: web.Request, service: str, numbers: list[str], fields: list[str], fault: Fault | None
    ) -> None:
        head = request.headers
        self.ledger.append(
            {
                "service": service,
                "fields": fields,
                "people": len(numbers),
                "client": head["X-Road-Client"],
                "id": head.get("X-Road-Id", ""),
                "user": head.get("X-Road-UserId", ""),
                "issue": head.get("X-Road-Issue", ""),
                "represented": head.get("X-Road-Represented-Party", ""),
                "fault": fault.kind if fault else "",
            }
        )


async def _instead(fault: Fault) -> web.Response | None:
    match fault.kind:
        case "down":
            raise Refused(500, "Server.ServerProxy.ServiceFailed", "the registry does not answer")
        case "garbage":
            return web.Response(body=b"\x00\xff{]", content_type="application/json")
        case "html":
            return web.Response(text="<html><body>系统维护中</body></html>", content_type="text/html")
        case "slow":
            await asyncio.sleep(fault.seconds)
    return None


def _spoilt(fault: Fault | None, said: tuple[str, str], earlier: tuple[str, str]) -> tuple[str, str]:
    """The request hash of the header, and the signed words."""
    hashed, signed = said
    head, payload, signature = signed.split(".")
    match fault.kind if fault else "":
        case "wrong_hash":
            return hashed[::-1], signed
        case "bad_signature":
            return hashed, f"{head}.{payload}.{signature[::-1]}"
        case "tampered":
            return hashed, f"{head}.{payload[:-8]}{payload[-8:].swapcase()}.{signature}"
        case "repeat":
            return hashed, earlier[1]
    return said


def _respond(request: web.Request, service: str, hashed: str, signed: str) -> web.Response:
    headers = {
        "X-Road-Client": request.headers["X-Road-Client"],
        "X-Road-Service": messages.provider_of(service),
        "X-Road-Id": request.headers.get("X-Road-Id", ""),
        "X-Road-Request-Hash": hashed,
    }
    return web.json_response({"signed": signed}, headers=headers)
