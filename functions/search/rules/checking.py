"""Whether an index may answer: what has to hold of it before anybody is given its answers."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..engine import Entry, Index

MOST_BYTES = 10_000_000  # what a function has room for, beside its code
MOST_LOST = 0.2  # of the entries, from one index to the next: more is rather an accident than an intention
MOST_TITLES = 5_000  # that are searched for: some milliseconds each
MOST_TOLD = 5  # examples of what is wrong


def faults(
    body: bytes, entries: Sequence["Entry"], bets: Mapping[str, Sequence[str]], before: int
) -> tuple[bool, list[str]]:
    """Whether it can be opened, and what is wrong, in words for the operator. ``before``: entries of what answers now.

    Basis: 国办发〔2023〕29号 (优化搜索服务); what is published has to be found under its own name.
    """
    from ..engine import Index

    try:
        index = Index.load(body)
    except ValueError as error:
        return False, [f"打不开：{error}"]
    return True, [
        *_too_large(len(body)),
        *_shrunk(len(entries), before),
        *_lost_titles(index, entries, bets),
        *_lost_bets(index, bets),
    ]


def known_bets(bets: Mapping[str, Sequence[str]], entries: Iterable["Entry"]) -> dict[str, list[str]]:
    """Without what is no longer in the catalogue: a matter that is closed must not hold up the release that closes it."""
    there = {entry.id for entry in entries}
    kept = {asked: [it for it in ids if it in there] for asked, ids in bets.items()}
    return {asked: ids for asked, ids in kept.items() if ids}


def _too_large(size: int) -> list[str]:
    return [f"索引有 {size:,} 字节，超过上限 {MOST_BYTES:,}。"] if size > MOST_BYTES else []


def _shrunk(entries: int, before: int) -> list[str]:
    if not entries:
        return ["这一版目录是空的。"]
    if entries < before * (1 - MOST_LOST):
        return [f"只有 {entries} 条，比现在用的 {before} 条少了两成以上。"]
    return []


def _lost_titles(index: "Index", entries: Sequence["Entry"], bets: Mapping[str, Sequence[str]]) -> list[str]:
    from ..engine.folding import compact, fold

    own = [it for it in _some(entries) if compact(fold(it.title)) not in bets]
    lost = [it.title for it in own if not _finds_itself(index, it)]
    return _told(lost, "用自己的名称搜不到排在第一的")


def _some(entries: Sequence["Entry"]) -> Sequence["Entry"]:
    """All of them, up to what there is time for; else as many, evenly spread."""
    return entries[:: -(-len(entries) // MOST_TITLES) or 1]


def _finds_itself(index: "Index", entry: "Entry") -> bool:
    """First, or behind another of the very same name."""
    hits = index.search(entry.title, most=1).hits
    return bool(hits) and (hits[0].id == entry.id or hits[0].title == entry.title)


def _lost_bets(index: "Index", bets: Mapping[str, Sequence[str]]) -> list[str]:
    lost = [
        asked
        for asked, ids in bets.items()
        if [hit.id for hit in index.search(asked, most=len(ids)).hits] != list(ids)
    ]
    return _told(lost, "首推没有排在最前的搜索词")


def _told(lost: list[str], what: str) -> list[str]:
    if not lost:
        return []
    more = " 等" if len(lost) > MOST_TOLD else ""
    return [f"{what}有 {len(lost)} 个：{'、'.join(lost[:MOST_TOLD])}{more}。"]
