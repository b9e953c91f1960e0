"""The chain of log entries, and how a break in it is found. SHA-256 over canonical JSON: anybody can check it."""

import json
from collections.abc import Sequence
from hashlib import sha256

from ..model import Entry, Head

BEGINNING = ""


def digest(entry: Entry) -> str:
    """Over all of the entry but its own hash; the chain's name is part of it, so that none moves to another chain."""
    content = entry.model_dump(mode="json", exclude={"hash", "version"})
    return sha256(json.dumps(content, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def linked(entry: Entry) -> Entry:
    return entry.model_copy(update={"hash": digest(entry)})


def breaks(entries: Sequence[Entry], head: Head | None) -> list[str]:
    """What is wrong with a whole chain, in its order; nothing where it is whole."""
    found, previous = [], BEGINNING
    for number, entry in enumerate(entries, 1):
        if entry.number != number or entry.previous != previous:
            found.append(f"before entry {entry.number}: something was removed or slipped in")
        if entry.hash != digest(entry):
            found.append(f"entry {entry.number}: it was changed")
        previous = entry.hash
    if head is None or (head.length, head.hash) != (len(entries), previous):
        found.append("the end is not the one that was written last")
    return found
