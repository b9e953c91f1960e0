"""A client of the control API, for demonstrations and tests: standard library only."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any
from urllib.error import HTTPError
from urllib.parse import quote, urlencode
from urllib.request import ProxyHandler, Request, build_opener

Entry = dict[str, Any]


class Refusal(Exception):
    """The simulator says why it will not."""


@dataclass(frozen=True)
class Seen:
    """What one handset displayed, heard and received, oldest first."""

    number: str
    entries: list[Entry]

    @property
    def displayed(self) -> list[str]:
        return [one["shows"] for one in self.entries if one["kind"] == "displayed"]

    @property
    def heard(self) -> list[str]:
        return [one["text"] for one in self.entries if one["kind"] == "heard"]

    @property
    def texts(self) -> list[tuple[str, str]]:
        """(who it is shown as coming from, what it says)"""
        return [(one["shows"], one["body"]) for one in self.entries if one["kind"] == "texted"]

    def reveals(self, number: str) -> bool:
        """Whether the digits of a number were ever shown, read out or written to this handset."""
        digits = number.lstrip("+")
        told = [*self.displayed, *self.heard, *(part for text in self.texts for part in text)]
        return any(digits in "".join(filter(str.isdigit, words)) for words in told)


@dataclass(frozen=True)
class Ledger:
    """The entries since the last reset, or since the number asked for."""

    entries: list[Entry]

    def handset(self, number: str) -> Seen:
        return Seen(number, [one for one in self.entries if one.get("handset") == number])

    def of(self, kind: str) -> list[Entry]:
        return [one for one in self.entries if one["kind"] == kind]

    @property
    def requests(self) -> list[Entry]:
        """Every HTTP exchange the carrier began: TwiML fetched, callbacks sent."""
        return self.of("http")

    @property
    def errors(self) -> list[Entry]:
        return self.of("error")

    @property
    def last(self) -> int:
        return self.entries[-1]["seq"] if self.entries else 0


class Phone:
    """One handset."""

    def __init__(self, carrier: Carrier, number: str) -> None:
        self._carrier = carrier
        self.number = number
        self._path = f"/_sim/handsets/{quote(number, safe='')}"

    def view(self) -> Any:
        return self._carrier.ask("GET", self._path)

    def dial(self, to: str) -> str:
        """The CallSid of the call that begins."""
        sid: str = self._do("dial", to=to)["call"]
        return sid

    def answer(self) -> None:
        self._do("answer")

    def reject(self) -> None:
        self._do("reject")

    def hang_up(self) -> None:
        self._do("hang-up")

    def press(self, digits: str) -> None:
        self._do("press", digits=digits)

    def say(self, text: str) -> None:
        self._do("say", text=text)

    def text(self, to: str, body: str) -> str:
        """The MessageSid of the text sent."""
        sid: str = self._do("text", to=to, body=body)["message"]
        return sid

    def wait(
        self, state: str = "", *, heard: str = "", texted: str = "", since: int = 0, timeout: float = 10
    ) -> Any:
        """Until the handset is in the state (idle dialling ringing listening talking asked) and has heard or got it."""
        wishes = {"state": state, "heard": heard, "texted": texted, "since": since or "", "timeout": timeout}
        query = urlencode({name: value for name, value in wishes.items() if value != ""})
        answer = self._carrier.ask("GET", f"{self._path}/await?{query}", timeout=timeout + 5)
        if not answer["reached"]:
            raise TimeoutError(f"{self.number} after {timeout} s: wished {wishes}, is {answer['handset']}")
        return answer["handset"]

    def remove(self) -> None:
        self._carrier.ask("DELETE", self._path)

    def _do(self, verb: str, **body: Any) -> Any:
        return self._carrier.ask("POST", f"{self._path}/{verb}", body)


class Carrier:
    """The whole simulator."""

    def __init__(self, url: str = "http://127.0.0.1:8090") -> None:
        self.url = url.rstrip("/")
        self._opener = build_opener(ProxyHandler({}))

    def add_handset(self, number: str, name: str = "", **profile: Any) -> Phone:
        """behaviour: manual answer accept busy reject no-answer failed voicemail; delay, presses, caller_id, landline."""
        self.ask("POST", "/_sim/handsets", {"number": number, "name": name, **profile})
        return Phone(self, number)

    def phone(self, number: str) -> Phone:
        return Phone(self, number)

    def handsets(self) -> Any:
        return self.ask("GET", "/_sim/handsets")

    def numbers(self) -> Any:
        return self.ask("GET", "/_sim/numbers")

    def faults(self, **changes: Any) -> Any:
        """Sets faults: algorithm bad_signature tampered webhook repeat reorder drop next_answer rest rest_times."""
        return self.ask("POST", "/_sim/faults", changes)

    def clear_faults(self) -> None:
        self.ask("DELETE", "/_sim/faults")

    def ledger(self, since: int = 0) -> Ledger:
        return Ledger(self.ask("GET", f"/_sim/ledger?since={since}"))

    def reset(self, *keep: str) -> None:
        """Ends all calls and forgets everything but what is named: numbers, handsets, messages, opted_out."""
        self.ask("POST", "/_sim/reset", {"keep": list(keep)})

    def ask(self, method: str, path: str, body: Any = None, timeout: float = 15) -> Any:
        data = None if body is None else json.dumps(body).encode()
        headers = {"Content-Type": "application/json"} if data is not None else {}
        request = Request(self.url + path, data=data, headers=headers, method=method)
        try:
            with self._opener.open(request, timeout=timeout) as answer:
                return json.load(answer)
        except HTTPError as problem:
            with problem:
                text = problem.read().decode(errors="replace")
            raise Refusal(f"{problem.code} {text}") from problem
