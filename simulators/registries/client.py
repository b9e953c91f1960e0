"""The control API from Python, with the standard library only: for tests, demonstrations and the local cloud."""

import json
from typing import Any
from urllib.request import Request, urlopen

PATIENCE = 15.0


class Registries:
    """``url`` is where they listen."""

    def __init__(self, url: str) -> None:
        self.url = url

    def published(self) -> dict[str, Any]:
        """Of each registry: where it is, its keys (a JWK Set), and what it can be asked."""
        return dict(self._ask("registries"))

    def households(self, area: str = "", limit: int = 20) -> list[dict[str, Any]]:
        """Of an area, by the beginning of its code; without one those of named.toml."""
        return list(self._ask(f"people?limit={limit}" + (f"&area={area}" if area else "")))

    def number_of(self, name: str) -> str:
        """The ID number of somebody in named.toml; raises LookupError."""
        people = [member for home in self.households() for member in home["members"]]
        found = [str(member["id_number"]) for member in people if member["name"] == name]
        if not found:
            raise LookupError(f"named.toml knows no {name}")
        return found[0]

    def change(self, id_number: str, **what: Any) -> None:
        """What registries know of somebody from now on: ``insurance={"months": 3}``."""
        self._ask("people", {"id_number": id_number} | what)

    def fault(self, kind: str, **more: Any) -> None:
        """``service``, ``times``, ``seconds``: see the README."""
        self._ask("faults", {"kind": kind} | more)

    def clear_faults(self) -> None:
        self._ask("faults", method="DELETE")

    def ledger(self, since: int = 0) -> list[dict[str, Any]]:
        """Who asked for which fields of which service."""
        return list(self._ask(f"ledger?since={since}"))

    def _ask(self, path: str, content: Any = None, method: str | None = None) -> Any:
        body = None if content is None else json.dumps(content).encode()
        headers = {"Content-Type": "application/json"}
        asking = Request(f"{self.url}/_sim/{path}", body, headers, method=method)
        with urlopen(asking, timeout=PATIENCE) as answer:
            return json.load(answer)
