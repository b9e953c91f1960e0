"""The file an index is: a magic word, a digest, a header, and named sections. A foreign or damaged file is refused."""

import hashlib
import json
import struct
import zlib
from collections.abc import Mapping
from typing import Any

MAGIC = b"TONGBAN SEARCH\n"
FORMAT = 1
DIGEST_BYTES = 16
PREFIX = struct.Struct(f"<{len(MAGIC)}sH{DIGEST_BYTES}sI")  # magic, format, digest, bytes of the header


class BadIndex(ValueError):
    """These bytes are no index this engine can read."""


def pack(about: Mapping[str, object], sections: Mapping[str, bytes]) -> bytes:
    """One file. The same content gives the same bytes; the digest covers everything behind it."""
    packed = {name: zlib.compress(sections[name], 9) for name in sorted(sections)}
    header = json.dumps(
        {"about": dict(about), "sections": {name: len(part) for name, part in packed.items()}},
        ensure_ascii=False,
        sort_keys=True,
    ).encode()
    rest = header + b"".join(packed.values())
    return PREFIX.pack(MAGIC, FORMAT, _digest(rest), len(header)) + rest


def unpack(data: bytes) -> tuple[dict[str, object], dict[str, bytes]]:
    """What ``pack`` was given; raises BadIndex for anything else."""
    header, rest = _header(data)
    about, sizes = header["about"], header["sections"]
    sections, at = {}, 0
    for name in sorted(sizes):
        sections[name] = zlib.decompress(rest[at : at + sizes[name]])
        at += sizes[name]
    return about, sections


def _header(data: bytes) -> tuple[dict[str, Any], memoryview]:
    if len(data) < PREFIX.size:
        raise BadIndex("not a search index: too short")
    magic, version, digest, size = PREFIX.unpack_from(data)
    if magic != MAGIC:
        raise BadIndex("not a search index: it begins with something else")
    if version != FORMAT:
        raise BadIndex(f"a search index of format {version}; this engine reads format {FORMAT}")
    rest = memoryview(data)[PREFIX.size :]
    if _digest(rest) != digest or size > len(rest):
        raise BadIndex("a damaged search index: its digest is another")
    return json.loads(bytes(rest[:size])), rest[size:]


def _digest(data: bytes | memoryview) -> bytes:
    return hashlib.blake2b(data, digest_size=DIGEST_BYTES).digest()
