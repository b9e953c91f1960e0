"""What a running execution has behind it, kept inside the execution so that every checkpoint holds both or neither."""

import copy
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

Execution = dict[str, Any]


@dataclass
class Journal:
    """One run through an execution: first what is known from the run before, then what is new."""

    execution: Execution
    position: int = 0

    def replay(self, state: str) -> dict[str, Any] | None:
        """How this state ended in the run before, if it had."""
        entries = self.execution.setdefault("journal", [])
        if self.position == len(entries) or entries[self.position]["state"] != state:
            return None
        self.position += 1
        entry: dict[str, Any] = entries[self.position - 1]
        return entry

    def record(self, state: str, output: Any, following: str | None, variables: dict[str, Any]) -> None:
        entry = {"state": state, "output": output, "next": following, "variables": variables}
        self.execution["journal"][self.position :] = [copy.deepcopy(entry)]
        self.execution.pop("present", None)
        self.position += 1

    def waited(self) -> float:
        """The seconds that the present state has been waiting, over all runs."""
        since = self._present().setdefault("since", datetime.now(UTC).isoformat())
        return (datetime.now(UTC) - datetime.fromisoformat(since)).total_seconds()

    def hand_over(self, token: str) -> None:
        """Whoever is to answer the present state has the token now."""
        self._present()["token"] = token

    def take_back(self) -> str | None:
        """The token handed over for the present state in the run before."""
        token: str | None = self._present().pop("token", None)
        return token

    def _present(self) -> dict[str, Any]:
        present: dict[str, Any] = self.execution.setdefault("present", {})
        if present.setdefault("position", self.position) != self.position:
            present.clear()
            present["position"] = self.position
        return present
