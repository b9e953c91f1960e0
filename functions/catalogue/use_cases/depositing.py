"""Many entries at once, from a file: what is new becomes a version, what is the same is left, what an editor has changed is kept."""

import hashlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from chalicelib.store import Change
from chalicelib.world import World

from ..model.content import Content
from ..model.entry import Entry, Version, part_of
from ..rules import publishing
from .editing import latest_of
from .enforcing import in_force

AT_ONCE = 70  # rows after which a batch is full
MOST = 95  # rows of one DynamoDB transaction, of 100, which leaves room for a note of how far one got
Became = Literal["new", "changed", "unchanged", "kept"]


@dataclass
class Deposit:
    """``origin``: the source, by name. Without ``publish`` entries are proposed, and an editor decides."""

    world: World
    origin: str
    publish: bool = True
    counts: Counter[str] = field(default_factory=Counter)
    touched: list[str] = field(default_factory=list)
    waiting: list[Change] = field(default_factory=list)
    pending: set[str] = field(default_factory=set)

    def put(self, entry_id: str, content: Content) -> Became:
        if entry_id in self.pending:  # twice in one file: the second is a version of the first
            self.flush()
        digest = hashlib.sha256(content.model_dump_json().encode()).hexdigest()[:32]
        known = self.world.store.find(Entry, entry_id)
        became = self._became(known, content, digest)
        if became in {"new", "changed"}:
            self._write(known or Entry(id=entry_id, what=content.kind, title=content.title), content, digest)
        self.counts[became] += 1
        return became

    def _became(self, known: Entry | None, content: Content, digest: str) -> Became:
        if known is None:
            return "new"
        if known.loaded == digest:
            return "unchanged"
        latest = latest_of(self.world, known)
        ours = latest is not None and latest.origin == self.origin and known.what == content.kind
        return "changed" if ours else "kept"

    def _write(self, entry: Entry, content: Content, digest: str) -> None:
        now = self.world.now()
        version = Version(
            id=entry.id,
            number=entry.latest + 1,
            content=content,
            state="proposed",
            effective=publishing.today(now),
            authors=(self.origin,),
            written=now,
            origin=self.origin,
        )
        head = entry.model_copy(update={"loaded": digest, "latest": version.number})
        if not self.publish:
            self._wait(entry.id, [*self._instead(entry), head, version])
            return
        done = version.model_copy(update={"state": "published", "published_by": "operator", "published": now})
        self._wait(entry.id, [*self._instead(entry), done, *in_force(self.world, head, done)])

    def _wait(self, entry_id: str, more: list[Change]) -> None:
        if len(self.waiting) + len(more) > MOST:
            self.flush()
        self.waiting += more
        self.pending.add(entry_id)
        self.touched.append(entry_id)

    def _instead(self, entry: Entry) -> Iterator[Change]:
        """A proposal of the same source gives way to its next one."""
        if entry.latest:
            before = self.world.store.get(Version, entry.id, part_of(entry.latest))
            if before.is_open:
                yield before.model_copy(update={"state": "dropped"})

    @property
    def is_full(self) -> bool:
        return len(self.waiting) >= AT_ONCE

    def flush(self, *more: Change) -> None:
        """Write what waits, in one commit with ``more``."""
        if self.waiting or more:
            self.world.store.commit(*self.waiting, *more)
        self.waiting = []
        self.pending.clear()
