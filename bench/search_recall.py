"""How often the wanted matter is among the first hits, by our engine and by two others on the same texts."""

import importlib
from collections.abc import Callable, Iterable, Sequence

from bench.search_sets import Asked, Set
from functions.search.engine import Entry, Index, build
from functions.search.engine.folding import compact, fold
from functions.search.engine.grams import grams

DEEP = 10
Search = Callable[[str], Sequence[str]]  # the ids of the hits, best first


def recall(search: Search, asked: Sequence[Asked], depths: Iterable[int], name: str) -> dict[str, float]:
    """For each depth, of how many questions an answer is so far up."""
    places = [_place(search(one.text), one.answers) for one in asked]
    return {f"{name}_r{depth}": sum(place < depth for place in places) / len(places) for depth in depths}


def _place(hits: Sequence[str], answers: Sequence[str]) -> int:
    return next((place for place, hit in enumerate(hits) if hit in answers), DEEP)


def ours(entries: Sequence[Entry]) -> Index:
    return Index.load(build(entries, "bench"))


def search_of(index: Index, *, voice: bool = False) -> Search:
    return lambda text: [hit.id for hit in index.search(text, DEEP, voice=voice).hits]


def titles_first(entries: Sequence[Entry]) -> float:
    """The share of titles that find their own title first."""
    index = ours(entries)
    found = (index.search(entry.title, 1).hits for entry in entries)
    same = [
        compact(fold(hits[0].title)) == compact(fold(entry.title))
        for hits, entry in zip(found, entries, strict=True)
    ]
    return sum(same) / len(same)


def confidence_auc(index: Index, asked: Sequence[Asked]) -> dict[str, float]:
    """How well confidence tells what is answered from gaps (0.5: not at all), and what the verdict keeps and flags."""
    sure = [(index.search(one.text, 1).confidence, bool(one.answers)) for one in asked]
    answered = [value for value, is_answered in sure if is_answered]
    gaps = [value for value, is_answered in sure if not is_answered]
    wins = sum((a > g) + (a == g) / 2 for a in answered for g in gaps)
    verdicts = [index.search(one.text, 1).answered for one in asked]
    kept = sum(v for v, one in zip(verdicts, asked, strict=True) if one.answers)
    flagged = sum(not v for v, one in zip(verdicts, asked, strict=True) if not one.answers)
    return {
        "county_gap_auc": wins / (len(answered) * len(gaps)),
        "county_answerable_kept": kept / len(answered),
        "county_gaps_flagged": flagged / len(gaps),
    }


def baselines(measured: Set, name: str, depths: Iterable[int]) -> dict[str, float]:
    """The two libraries over the same character 1-2 grams of the same titles."""
    figures: dict[str, float] = {}
    for library, make in (("bm25s", _bm25s), ("rank_bm25", _rank_bm25)):
        search = make(measured.entries)
        figures |= recall(search, measured.answerable, depths, f"{library}_{name}")
    return figures


def _tokens(text: str) -> list[str]:
    return list(grams(fold(text)))


def _bm25s(entries: Sequence[Entry]) -> Search:
    model = importlib.import_module("bm25s").BM25(k1=1.2, b=0.5)
    model.index([_tokens(entry.title) for entry in entries], show_progress=False)

    def search(text: str) -> list[str]:
        known = [gram for gram in dict.fromkeys(_tokens(text)) if gram in model.vocab_dict]
        if not known:
            return []
        found, _ = model.retrieve([known], k=DEEP, show_progress=False)
        return [entries[int(number)].id for number in found[0]]

    return search


def _rank_bm25(entries: Sequence[Entry]) -> Search:
    model = importlib.import_module("rank_bm25").BM25Okapi(
        [_tokens(entry.title) for entry in entries], k1=1.2, b=0.5
    )

    def search(text: str) -> list[str]:
        scores = model.get_scores(_tokens(text))
        order = sorted(range(len(entries)), key=lambda number: (-scores[number], number))
        return [entries[number].id for number in order[:DEEP]]

    return search
