"""Everything that happened, appended line by line: the judge of what each handset displayed and heard."""

import asyncio
import contextlib
import json
from bisect import bisect_right
from pathlib import Path
from typing import Any

from simulators.carrier.clock import Clock

Entry = dict[str, Any]


class Ledger:
    """An append-only JSONL file, and the same entries in memory since the last reset."""

    def __init__(self, path: Path | None, clock: Clock) -> None:
        self.path = path
        self.entries: list[Entry] = []
        self.seq = 0
        self._of_handset: dict[str, list[Entry]] = {}
        self.changed = asyncio.Event()
        self._clock = clock
        self._file = None
        if path is not None:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._recall(path)
            torn = path.exists() and not path.read_bytes().endswith(b"\n")
            self._file = path.open("a", encoding="utf-8")
            self._file.write("\n" if torn else "")

    def write(self, kind: str, **facts: Any) -> Entry:
        entry = {"seq": self.seq + 1, "at": self._clock.now().isoformat(), "kind": kind, **facts}
        self._keep(entry)
        if self._file is not None:
            self._file.write(json.dumps(entry, ensure_ascii=False) + "\n")
            self._file.flush()
        happened, self.changed = self.changed, asyncio.Event()
        happened.set()
        return entry

    def since(self, seq: int) -> list[Entry]:
        return self.entries[bisect_right(self.entries, seq, key=lambda entry: entry["seq"]) :]

    def of_handset(self, number: str) -> list[Entry]:
        return self._of_handset.get(number, [])

    def close(self) -> None:
        if self._file is not None:
            self._file.close()

    def _keep(self, entry: Entry) -> None:
        if entry["kind"] == "reset":
            self.entries.clear()
            self._of_handset.clear()
        self.entries.append(entry)
        if "handset" in entry:
            self._of_handset.setdefault(entry["handset"], []).append(entry)
        self.seq = entry["seq"]

    def _recall(self, path: Path) -> None:
        if not path.exists():
            return
        for line in path.read_text(encoding="utf-8").splitlines():
            # a power cut leaves half a line; the next entry begins on a line of its own
            with contextlib.suppress(json.JSONDecodeError):
                self._keep(json.loads(line))
