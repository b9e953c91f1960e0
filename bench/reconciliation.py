"""A million lines of provider and billers against a million of ours, with 200 planted discrepancies of eight kinds.

``python -m bench.reconciliation [--quick]``: seconds, lines per second, peak memory, and whether each plant was found and named.
All of it goes the way that production goes: the provider's packed CSV is unpacked and hashed as it comes, the lines of each side are put
aside in sixteen parts (ours in slices), and each part is compared alone. What is not in it is DynamoDB, from which our side is read.
"""

import gzip
import hashlib
import resource
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter, process_time
from types import SimpleNamespace
from typing import Any

from bench import report
from chalicelib.ports import wechat_bill
from functions.utility_payment.rules.matching import HERE, THERE, Books, Difference, Line
from functions.utility_payment.use_cases import pieces

PAYMENTS = 20_000 if report.is_quick() else 500_000
EACH, SLICE = 25, 100_000
PLANTS = {
    ("paid", "missing_here"),
    ("paid", "missing_there"),
    ("paid", "amount_differs"),
    ("paid", "twice_there"),
    ("posted", "missing_here"),
    ("posted", "missing_there"),
    ("posted", "amount_differs"),
    ("posted", "twice_there"),
}
GOALS = {"planted": "== 200", "found_and_named": "== 200", "false_alarms": "== 0", "peak_mb": "<= 512"}


def planted() -> dict[str, tuple[str, str]]:
    """Which payment has which plant: spread evenly, so that none is at an edge of the file only."""
    kinds = sorted(PLANTS)
    step = PAYMENTS // (EACH * len(kinds))
    return {number(i * step): kinds[i % len(kinds)] for i in range(EACH * len(kinds))}


def number(i: int) -> str:
    return hashlib.sha256(i.to_bytes(8, "big")).hexdigest()[:32]


def amount(i: int) -> int:
    return 1000 + i * 7919 % 90_000


def ours(plants: dict[str, tuple[str, str]]) -> Iterator[Line]:
    for i in range(PAYMENTS):
        plant = plants.get(number(i))
        if plant != ("paid", "missing_here"):
            yield Line("paid", number(i), amount(i))
        if plant != ("posted", "missing_here"):
            yield Line("posted", f"{number(i)}-0", amount(i))


def theirs(plants: dict[str, tuple[str, str]], bill: Path, sha1: str) -> Iterator[Line]:
    with bill.open("rb") as packed:
        for line in wechat_bill.lines(iter(lambda: packed.read(64 * 1024), b""), sha1):
            yield Line(line.kind, line.about, line.amount)
    for i in range(PAYMENTS):
        plant = plants.get(number(i))
        wrong = int(plant == ("posted", "amount_differs"))
        for _ in range(
            {("posted", "missing_there"): 0, ("posted", "twice_there"): 2}.get(plant or ("", ""), 1)
        ):
            yield Line("posted", f"{number(i)}-0", amount(i) + wrong)


def write_bill(plants: dict[str, tuple[str, str]], file: Path) -> str:
    """The provider's bill as it would send it; returns its hash."""
    seen, lines = hashlib.sha1(usedforsecurity=False), 0
    with gzip.open(file, "wb", 1) as packed:

        def put(text: str) -> None:
            seen.update(text.encode())
            packed.write(text.encode())

        put("heading\r\n")
        for i in range(PAYMENTS):
            plant = plants.get(number(i))
            fen = amount(i) + int(plant == ("paid", "amount_differs"))
            row = ["`"] * 27
            row[0], row[6], row[9], row[12] = (
                "`2026-11-24 10:00:00",
                f"`{number(i)}",
                "`SUCCESS",
                f"`{fen / 100:.2f}",
            )
            for _ in range(
                {("paid", "missing_there"): 0, ("paid", "twice_there"): 2}.get(plant or ("", ""), 1)
            ):
                put(",".join(row) + "\r\n")
                lines += 1
        put("sums\r\n")
        put(f"`{lines},`0.00,`0.00\r\n")
    return seen.hexdigest()


@dataclass
class Bucket:
    """What is put aside, in a folder."""

    folder: Path

    def write(self, key: str, body: bytes, media_type: str) -> None:  # noqa: ARG002 - the port's
        (self.folder / key.replace("/", "-")).write_bytes(body)

    def read(self, key: str, most_bytes: int) -> bytes:
        return (self.folder / key.replace("/", "-")).read_bytes()[:most_bytes]


def batched(lines: Iterable[Line], many: int) -> Iterator[list[Line]]:
    rest = iter(lines)
    while batch := list(islice(rest, many)):
        yield batch


def matched(world: Any, names: tuple[list[str], list[str]], folder: Path) -> Iterator[Difference]:
    """Part by part."""
    for part in range(pieces.PARTS):
        books = Books(folder / f"books-{part}")
        books.load(HERE, pieces.get(world, names[0], part))
        books.load(THERE, pieces.get(world, names[1], part))
        yield from books.differences()
        books.close()


def main() -> int:
    plants = planted()
    with TemporaryDirectory() as given:
        folder = Path(given)
        sha1 = write_bill(plants, folder / "bill.gz")
        world: Any = SimpleNamespace(files=Bucket(folder))
        began, worked, lines, slices = perf_counter(), process_time(), 0, list[str]()
        for number, slice_of in enumerate(batched(ours(plants), SLICE)):
            slices.append(f"ours-{number}")
            lines += pieces.put(world, slices[-1], slice_of)
        ours_took = process_time() - worked
        lines += pieces.put(world, "theirs", theirs(plants, folder / "bill.gz", sha1))
        theirs_took = process_time() - worked - ours_took
        found = {
            (it.about.partition("-")[0], it.kind, it.name)
            for it in matched(world, (slices, ["theirs"]), folder)
        }
        seconds, processor = perf_counter() - began, process_time() - worked
    wanted = {(about, *plant) for about, plant in plants.items()}
    figures = {
        "lines": float(lines),
        "seconds": seconds,
        "processor_seconds": processor,
        "processor_seconds_ours_aside": ours_took,
        "processor_seconds_theirs_aside": theirs_took,
        "lines_per_second": lines / seconds,
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "planted": float(len(wanted)),
        "found_and_named": float(len(wanted & found)),
        "false_alarms": float(len(found - wanted)),
    }
    return report.finish("reconciliation", figures, GOALS)


if __name__ == "__main__":
    sys.exit(main())
