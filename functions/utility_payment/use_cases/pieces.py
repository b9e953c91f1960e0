"""Lines of a day's books, put aside between one slice of work and the next: packed, in sixteen parts by what they are about.

A line of ours and a line of theirs about the same thing are in the same part, so that each part is compared alone. The bucket keeps
them for a day. Names are new each time: of two who work at once, neither spoils what the other has noted down.
"""

import gzip
from collections.abc import Iterable, Iterator
from io import BytesIO
from zlib import crc32

from chalicelib.world import World

from ..rules.matching import Kind, Line

PARTS, MOST_BYTES = 16, 64 * 1024 * 1024
PACKED = "application/gzip"
KINDS: dict[str, Kind] = {"paid": "paid", "refund": "refund", "posted": "posted"}


def put(world: World, name: str, lines: Iterable[Line]) -> int:
    """How many lines there were; where they end in an error, nothing is put aside."""
    files = [BytesIO() for _ in range(PARTS)]
    packers = [gzip.GzipFile(fileobj=file, mode="wb", compresslevel=1, mtime=0) for file in files]
    many = 0
    for line in lines:
        many += 1
        text = f"{line.kind} {line.amount} {line.about}\n"
        packers[crc32(line.about.encode()) % PARTS].write(text.encode())
    for part, (packer, file) in enumerate(zip(packers, files, strict=True)):
        packer.close()
        world.files.write(key(name, part), file.getvalue(), PACKED)
    return many


def get(world: World, names: Iterable[str], part: int) -> Iterator[Line]:
    """Raises LookupError where one is gone."""
    for name in names:
        packed = world.files.read(key(name, part), MOST_BYTES)
        if packed is None:
            raise LookupError(name)
        with gzip.open(BytesIO(packed), "rt", encoding="utf-8") as text:
            for line in text:
                kind, amount, about = line.rstrip("\n").split(" ", 2)
                yield Line(KINDS[kind], about, int(amount))


def key(name: str, part: int) -> str:
    return f"reconciliation/{name}/{part:02}.gz"
