"""Everything that happened, appended line by line: the judge of what each handset displayed and heard."""

import asyncio
import json
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
        self.changed = asyncio.Event()
        self._clock = clock
        self._file = None
        if path is not None:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._recall(path)
            self._file = path.open("a", encoding="utf-8")

    def write(self, kind: str, **facts: Any) -> Entry:
        self.seq += 1
        entry = {"seq": self.seq, "at": self._clock.now().isoformat(), "kind": kind, **facts}
        if kind == "reset":
            self.entries.clear()
        self.entries.append(entry)
        if self._file is not None:
            self._file.write(json.dumps(entry, ensure_ascii=False) + "\n")
            self._file.flush()
        happened, self.changed = self.changed, asyncio.Event()
        happened.set()
        return entry

    def since(self, seq: int) -> list[Entry]:
        return [entry for entry in self.entries if entry["seq"] > seq]

    def close(self) -> None:
        if self._file is not None:
            self._file.close()

    def _recall(self, path: Path) -> None:
        if not path.exists():
            return
        for line in path.read_text(encoding="utf-8").splitlines():
            entry = json.loads(line)
            if entry["kind"] == "reset":
                self.entries.clear()
            self.entries.append(entry)
        self.seq = self.entries[-1]["seq"] if self.entries else 0
