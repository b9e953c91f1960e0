"""The control API under /_sim/: JSON in, JSON out, no password. For people and tests, not for the product."""

import json
from collections.abc import Awaitable, Callable
from typing import Any

from aiohttp import web
from pydantic import ValidationError

from simulators.registries.answers import REGISTRIES, SERVICES
from simulators.registries.faults import Fault
from simulators.registries.people import Household, Person
from simulators.registries.registry import Registries
from simulators.registries.relations import relation

FIXED = {"id_number", "birth_date", "sex"}
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class Control:
    """One method per route."""

    def __init__(self, registries: Registries, url: str) -> None:
        self._registries = registries
        self._url = url

    def add_routes(self, app: web.Application) -> None:
        app.router.add_get("/_sim/health", self.health)
        app.router.add_get("/_sim/registries", self.published)
        app.router.add_get("/_sim/people", self.people)
        app.router.add_post("/_sim/people", guarded(self.change))
        app.router.add_get("/_sim/faults", self.faults)
        app.router.add_post("/_sim/faults", guarded(self.set_fault))
        app.router.add_delete("/_sim/faults", self.clear_faults)
        app.router.add_get("/_sim/ledger", self.ledger)

    async def health(self, _: web.Request) -> web.Response:
        people = sum(len(home.members) for home in self._registries.population.households)
        return _json({"ok": True, "people": people})

    async def published(self, _: web.Request) -> web.Response:
        """Where each registry is, its keys, and what it can be asked."""
        keys = self._registries.keys
        return _json(
            {
                name: {
                    "url": self._url,
                    "keys": keys.published(name),
                    "services": [it for it in SERVICES if it.startswith(f"{name}/")],
                }
                for name in REGISTRIES
            }
        )

    async def people(self, request: web.Request) -> web.Response:
        """Households of an ``area`` (a beginning of its code); those of named.toml without one."""
        area, most = request.query.get("area"), int(request.query.get("limit", "20"))
        homes = self._registries.population.households
        found = [it for it in homes if (it.area.startswith(area) if area else it.note)]
        return _json([_shown(it) for it in found[:most]])

    async def change(self, request: web.Request) -> web.Response:
        """``{"id_number": …, "insurance": {…}, "homes": […]}``: what registries know from now on."""
        wish = await request.json()
        person = self._registries.population.person(wish.pop("id_number"))
        if person is None or FIXED & wish.keys():
            return _json({"error": "nobody, or something that does not change"}, 404)
        changed = Person.model_validate(person.model_dump() | wish)
        for name in wish:
            setattr(person, name, getattr(changed, name))
        return _json(person.model_dump(mode="json"))

    async def faults(self, _: web.Request) -> web.Response:
        return _json([fault.model_dump() for fault in self._registries.faults.set])

    async def set_fault(self, request: web.Request) -> web.Response:
        self._registries.faults.set.append(Fault.model_validate(await request.json()))
        return await self.faults(request)

    async def clear_faults(self, request: web.Request) -> web.Response:
        self._registries.faults.set.clear()
        return await self.faults(request)

    async def ledger(self, request: web.Request) -> web.Response:
        return _json(self._registries.ledger[int(request.query.get("since", "0")) :])


def guarded(handler: Handler) -> Handler:
    async def handle(request: web.Request) -> web.StreamResponse:
        try:
            return await handler(request)
        except (ValidationError, ValueError, KeyError, TypeError, AttributeError) as problem:
            return _json({"error": f"bad request: {problem}"}, 400)

    return handle


def _shown(home: Household) -> dict[str, Any]:
    head = home.members[0]
    members = [
        {"name": it.name, "id_number": it.id_number, "relation": relation(home, head, it)}
        for it in home.members
    ]
    return {"note": home.note, "area": home.area, "address": home.address, "members": members}


def _json(value: Any, status: int = 200) -> web.Response:
    return web.json_response(value, status=status, dumps=lambda one: json.dumps(one, ensure_ascii=False))
