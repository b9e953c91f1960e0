"""A small interpreter of our state machine, so that tests drive the very definition that is deployed.

It knows what ``application.asl.json`` uses: Pass, Choice, Succeed, and Task with and without a token; JSONata; Catch.
https://docs.aws.amazon.com/step-functions/latest/dg/transforming-data.html
"""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

from jsonata.jsonata import Jsonata

MACHINE = json.loads(Path("state_machines/application.asl.json").read_text(encoding="utf-8"))
Invoke = Callable[[dict[str, Any]], dict[str, Any]]
tokens = count(1)


@dataclass
class Execution:
    """One case on its way. ``twice`` takes every step two times, as AWS may."""

    fact: dict[str, Any]
    invoke: Invoke
    now: Callable[[], datetime]
    twice: bool = False
    state: str = MACHINE["StartAt"]
    variables: dict[str, Any] = field(default_factory=dict)
    data: Any = None
    result: Any = None
    token: str = ""
    waits_until: datetime | None = None
    ended: bool = False
    taken: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.data = self.fact

    def run(self) -> None:
        """On until a token is waited for, or it ends."""
        while not (self.ended or self.token):
            self.taken.append(self.state)
            state = MACHINE["States"][self.state]
            getattr(self, f"_{state['Type'].lower()}")(state)

    def restart(self) -> None:
        """From the beginning, as after a power cut."""
        self.__init__(self.fact, self.invoke, self.now, self.twice)  # type: ignore[misc]
        self.run()

    def resume(self, token: str) -> None:
        """Send task success; a token that is used up is no error."""
        if token == self.token and not self.ended:
            self.token, self.waits_until = "", None
            self._go(MACHINE["States"][self.state], {})
            self.run()

    def let_time_pass(self) -> None:
        """What has waited longer than its TimeoutSeconds goes where its Catch leads."""
        if self.token and self.waits_until and self.now() >= self.waits_until:
            self.token, self.waits_until = "", None
            [caught] = MACHINE["States"][self.state]["Catch"]
            assert caught["ErrorEquals"] == ["States.Timeout"]
            self.state = caught["Next"]
            self.run()

    def _pass(self, state: dict[str, Any]) -> None:
        self._go(state, self.data)

    def _succeed(self, state: dict[str, Any]) -> None:
        self.ended = True

    def _choice(self, state: dict[str, Any]) -> None:
        chosen = next((it for it in state["Choices"] if self._value(it["Condition"])), None)
        self.state = chosen["Next"] if chosen else state["Default"]

    def _task(self, state: dict[str, Any]) -> None:
        waits = state["Resource"].endswith(".waitForTaskToken")
        token = f"token-{next(tokens)}" if waits else ""
        payload = {name: self._value(given, token) for name, given in state["Arguments"]["Payload"].items()}
        if waits:
            self.token, self.waits_until = token, self.now() + timedelta(seconds=state["TimeoutSeconds"])
        results = [self.invoke(payload) for _ in range(2 if self.twice else 1)]
        if not waits:
            self._go(state, {"Payload": results[-1]})

    def _go(self, state: dict[str, Any], output: Any) -> None:
        self.data = self.result = output
        for name, expression in state.get("Assign", {}).items():
            self.variables[name] = self._value(expression)
        self.state = state["Next"]

    def _value(self, expression: Any, token: str = "") -> Any:
        if not (isinstance(expression, str) and expression.startswith("{%")):
            return expression
        compiled = Jsonata(expression[2:-2].strip())
        frame = compiled.create_frame()
        for name, value in self.variables.items():
            frame.bind(name, value)
        frame.bind(
            "states", {"input": self.data, "result": self.result, "context": {"Task": {"Token": token}}}
        )
        return compiled.evaluate(None, frame)
