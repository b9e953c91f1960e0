"""Which texts hold a gram, and how much it says about each: an inverted index with its weights worked out beforehand.

Of a gram that stands in very many texts only the texts it says most about are kept (the shortest); what is lost is made
good when the best candidates are scored exactly. So a question costs about the same at a thousand texts and at a million.
"""

import math
from array import array
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from . import numbers
from .grams import grams, length

K1, B = 1.2, 0.5
CAP = 2048  # texts kept of one gram
SCALE = 255 / (K1 + 1)  # a weight as one byte
THOUSANDTHS = 1000
BUDGET = 15_000  # postings looked at for one question


class Postings:
    """Loaded from the sections that ``packed`` makes. Numbers of texts are positions in the list it was given."""

    def __init__(self, sections: Mapping[str, bytes], name: str) -> None:
        words = sections[f"{name}.words"].decode().split("\n")
        self._number = dict(zip(words, range(len(words)), strict=True))
        self._starts = numbers.loaded(numbers.LONG, sections[f"{name}.starts"])
        self._frequency = numbers.loaded(numbers.LONG, sections[f"{name}.frequency"])
        self.texts, total, code = numbers.loaded(numbers.LONG, sections[f"{name}.size"])
        self.mean_length = total / max(1, self.texts)
        self._of = numbers.loaded(chr(code), sections[f"{name}.of"])
        self._weight = sections[f"{name}.weight"]
        self._total = numbers.loaded(numbers.LONG, sections[f"{name}.total"])
        self._rarity: dict[int, float] = {}  # by frequency, of which there are few

    def __contains__(self, gram: str) -> bool:
        return gram in self._number

    def frequency(self, gram: str) -> int:
        """In how many texts it stands."""
        number = self._number.get(gram)
        return 0 if number is None else self._frequency[number]

    def rarity(self, gram: str) -> float:
        """BM25's inverse document frequency, as Lucene has it: never negative, highest for what nobody wrote."""
        frequency = self.frequency(gram)
        known = self._rarity.get(frequency)
        if known is None:
            known = self._rarity[frequency] = rarity(frequency, self.texts)
        return known

    def total(self, text: int) -> float:
        """The rarity of all grams of a text together."""
        return self._total[text] / THOUSANDTHS

    def saturation(self, times: int, size: int) -> float:
        """What the k-th repetition and a long text leave of a gram's weight."""
        return saturation(times, size / self.mean_length)

    def sums(self, weights: Mapping[str, float]) -> dict[int, float]:
        """The score of every text that holds one of these grams, the rarest first until the budget is spent."""
        scores: dict[int, float] = {}
        get, spent = scores.get, 0
        for gram in sorted(weights, key=lambda gram: (self.frequency(gram), gram)):
            number = self._number.get(gram)
            if number is None:
                continue
            begin, end = self._starts[number], self._starts[number + 1]
            if spent and spent + end - begin > BUDGET:
                break
            spent += end - begin
            factor = weights[gram] / SCALE
            for text, weight in zip(self._of[begin:end], self._weight[begin:end], strict=True):
                scores[text] = get(text, 0.0) + factor * weight
        return scores


def rarity(frequency: int, texts: int) -> float:
    return math.log(1 + (texts - frequency + 0.5) / (frequency + 0.5))


def saturation(times: int, relative_size: float) -> float:
    return times * (K1 + 1) / (times + K1 * (1 - B + B * relative_size))


def packed(name: str, texts: Sequence[str]) -> dict[str, bytes]:
    """The sections of these folded texts."""
    sizes = [length(text) for text in texts]
    mean = sum(sizes) / max(1, len(sizes))
    found: defaultdict[str, array[int]] = defaultdict(lambda: array("Q"))
    for number, text in enumerate(texts):
        for gram, times in Counter(grams(text)).items():
            weight = min(255, round(SCALE * saturation(times, sizes[number] / mean)))
            found[gram].append((255 - weight) << 32 | number)  # sorts by weight, then by number
    words = sorted(found)
    kept = [sorted(found[word])[:CAP] for word in words]
    code = numbers.code_for(len(texts))
    rare = {word: round(THOUSANDTHS * rarity(len(found[word]), len(texts))) for word in words}
    return {
        f"{name}.words": "\n".join(words).encode(),
        f"{name}.starts": numbers.row(numbers.LONG, numbers.running(map(len, kept))),
        f"{name}.frequency": numbers.row(numbers.LONG, (len(found[word]) for word in words)),
        f"{name}.total": numbers.row(
            numbers.LONG, (sum(map(rare.__getitem__, set(grams(text)))) for text in texts)
        ),
        f"{name}.size": numbers.row(numbers.LONG, (len(texts), sum(sizes), ord(code))),
        f"{name}.of": numbers.row(code, (both & 0xFFFFFFFF for one in kept for both in one)),
        f"{name}.weight": bytes(255 - (both >> 32) for one in kept for both in one),
    }
