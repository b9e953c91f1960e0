"""The weights of functions/search/engine's signs, fitted anew: ``python -m bench.search_weights`` prints them.

Fitted on the utterances of every other matter of our own, over titles alone and with half of the utterances in the index,
and on every other of Guangdong's names; the questions of ``bench.search`` over the county's titles are never seen.
Of the texts among the candidates the wanted one should have the highest sum (listwise softmax, by Adam).
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import replace

from bench import search_sets as sets
from functions.search.engine import build
from functions.search.engine.container import unpack
from functions.search.engine.entries import Entries
from functions.search.engine.folding import fold
from functions.search.engine.lexicon import Lexicon
from functions.search.engine.question import question
from functions.search.engine.ranking import ranked
from functions.search.engine.scoring import Signs
from functions.search.engine.texts import EntryTexts

ROUNDS = 60
STEP = 0.2
DEEP = 20  # entries that are told apart
Row = tuple[Signs, bool]


def training() -> list[tuple[float, sets.Set]]:
    """Sets, each with its weight."""
    own = sets.own()
    titles = [replace(entry, everyday_names=(), utterances=()) for entry in own]
    spoken = [sets.Asked(text, (entry.id,)) for entry in own[::2] for text in entry.utterances]
    halves = sets.own_halves()
    taught = {entry.id for entry in own[::2]}
    half = [one for one in halves.asked if taught.issuperset(one.answers)]
    chosen = [(1.0, sets.Set(titles, spoken)), (1.0, sets.Set(halves.entries, half))]
    if sets.is_there():
        names = sets.guangdong(same=False)
        chosen.append((1.0, sets.Set(names.entries, names.asked[::2])))
    return chosen


def lists(given: sets.Set) -> Iterator[list[Row]]:
    """For each question the signs of its candidates, and whether that is an answer."""
    _, sections = unpack(build(given.entries, "bench"))
    entries, texts, lexicon = Entries(sections), EntryTexts(sections), Lexicon(sections)
    for one in given.asked:
        asked = question(fold(one.text), lexicon.meanings(fold(one.text)), texts.postings)
        best = ranked(asked, texts, None)[:DEEP]
        rows = [(found.judged.signs, entries[found.entry].id in one.answers) for found in best]
        if len({is_right for _, is_right in rows}) == 2:
            yield rows


def gradient(rows: Sequence[Row], weights: Sequence[float]) -> list[float]:
    """Of the log of the share that the right ones have."""
    sums = [sum(s * w for s, w in zip(signs, weights, strict=True)) for signs, _ in rows]
    top = max(sums)
    shares = [math.exp(value - top) for value in sums]
    right = sum(share for share, (_, is_right) in zip(shares, rows, strict=True) if is_right)
    total = sum(shares)
    pulls = [
        share * (is_right / right - 1 / total) for share, (_, is_right) in zip(shares, rows, strict=True)
    ]
    return [
        sum(pull * signs[place] for pull, (signs, _) in zip(pulls, rows, strict=True))
        for place in range(len(weights))
    ]


def fitted(data: Sequence[tuple[float, list[Row]]]) -> list[float]:
    count = len(Signs._fields)
    weights, mean, square = [0.0] * count, [0.0] * count, [0.0] * count
    for turn in range(1, ROUNDS + 1):
        slopes = [0.0] * count
        for share, rows in data:
            slopes = [old + share * new for old, new in zip(slopes, gradient(rows, weights), strict=True)]
        for place, slope in enumerate(slopes):
            mean[place] = 0.9 * mean[place] + 0.1 * slope
            square[place] = 0.99 * square[place] + 0.01 * slope * slope
            size = math.sqrt(square[place] / (1 - 0.99**turn)) + 1e-8
            weights[place] += STEP * (mean[place] / (1 - 0.9**turn)) / size
    return weights


def main() -> None:
    data: list[tuple[float, list[Row]]] = []
    for weight, given in training():
        rows = list(lists(given))
        data += [(weight / len(rows), one) for one in rows]
    for name, value in zip(Signs._fields, fitted(data), strict=True):
        print(f"{name:10} {value:6.2f}")


if __name__ == "__main__":
    main()
