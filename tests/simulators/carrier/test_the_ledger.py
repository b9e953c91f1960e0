"""The ledger on disk: appended to, read again, and not spoilt by a power cut."""

import asyncio
import json
from pathlib import Path

from simulators.carrier.clock import Clock
from simulators.carrier.ledger import Ledger


def open_ledger(path: Path, *kinds: str) -> Ledger:
    async def write() -> Ledger:
        ledger = Ledger(path, Clock())
        for kind in kinds:
            ledger.write(kind, handset="+6591230001")
        ledger.close()
        return ledger

    return asyncio.run(write())


def test_a_restart_goes_on_counting(tmp_path: Path) -> None:
    path = tmp_path / "ledger.jsonl"
    open_ledger(path, "a", "b")
    assert [entry["seq"] for entry in open_ledger(path, "c").entries] == [1, 2, 3]


def test_a_reset_forgets_in_memory_and_keeps_the_file(tmp_path: Path) -> None:
    path = tmp_path / "ledger.jsonl"
    ledger = open_ledger(path, "a", "reset", "b")
    assert [entry["kind"] for entry in ledger.entries] == ["reset", "b"]
    assert [entry["kind"] for entry in ledger.of_handset("+6591230001")] == ["reset", "b"]
    assert len(path.read_text().splitlines()) == 3
    assert [entry["kind"] for entry in ledger.since(2)] == ["b"]


def test_half_a_line_spoils_nothing(tmp_path: Path) -> None:
    path = tmp_path / "ledger.jsonl"
    open_ledger(path, "a")
    with path.open("a") as file:
        file.write('{"seq": 2, "ki')
    open_ledger(path, "b")
    assert [entry["kind"] for entry in open_ledger(path).entries] == ["a", "b"]
    assert json.loads(path.read_text().splitlines()[-1])["kind"] == "b"
