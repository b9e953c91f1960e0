"""The colloquial lexicon: what people say → what the catalogue calls it. It helps any catalogue, so it goes into every index.

A phrase need not be said word for word. Phrases are looked up as texts are, and count by how much of them was said,
the rarer words for more: 营业执照丢了 is heard in 营业的那个执照我弄丢了 as well.
"""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from heapq import nlargest
from pathlib import Path

from .folding import compact, fold
from .grams import grams
from .meaning import Meaning
from .numbers import Texts
from .postings import Postings
from .postings import packed as postings

HOME = Path(__file__).parents[1] / "lexicon"
NAME = "lexicon"
LOOKED_AT = 60  # phrases
HALF_SAID = 0.5  # of a phrase at least this much is said
GUESSES = 5  # phrases said in part only
SPLIT = "\t"


Spoken = Mapping[str, Sequence[str]]


def read(home: Path = HOME) -> dict[str, list[str]]:
    """All entries of the folder's files, in the order of their names."""
    return joined(*(tomllib.loads(path.read_text("utf-8")) for path in sorted(home.glob("*.toml"))))


def joined(*parts: Spoken) -> dict[str, list[str]]:
    """What several say of one phrase, one after the other."""
    entries: dict[str, list[str]] = {}
    for part in parts:
        for phrase, terms in part.items():
            entries.setdefault(phrase, []).extend(terms)
    return entries


def folded(entries: Spoken) -> dict[str, list[str]]:
    """Phrases and terms as they are looked up, in the order of the phrases."""
    made: dict[str, dict[str, None]] = {}
    for phrase, terms in entries.items():
        known = made.setdefault(compact(fold(phrase)), {})
        known.update(dict.fromkeys(term for term in map(fold, terms) if term))
    return {phrase: list(made[phrase]) for phrase in sorted(made) if phrase}


def packed(entries: Spoken) -> dict[str, bytes]:
    """The sections of a folded lexicon."""
    blob, ends = Texts.packed(SPLIT.join([phrase, *terms]) for phrase, terms in entries.items())
    return {f"{NAME}.lines": blob, f"{NAME}.ends": ends} | postings(NAME, list(entries))


class Lexicon:
    """Loaded from its sections."""

    def __init__(self, sections: Mapping[str, bytes]) -> None:
        self._lines = Texts(sections[f"{NAME}.lines"], sections[f"{NAME}.ends"])
        self._postings = Postings(sections, NAME)

    def __contains__(self, gram: str) -> bool:
        """Whether a phrase holds it."""
        return gram in self._postings

    def meanings(self, folded: str) -> list[Meaning]:
        """What is said word for word (the longest first, none inside another), then what is said in part."""
        rarity = {gram: self._postings.rarity(gram) for gram in set(grams(folded))}
        near = nlargest(LOOKED_AT, self._postings.sums(rarity).items(), key=lambda pair: (pair[1], -pair[0]))
        whole, parts = [], []
        for number, _ in near:
            phrase, *terms = self._lines[number].split(SPLIT)
            if phrase in compact(folded):
                whole.append(Meaning(phrase, tuple(terms), 1.0))
            elif (said := self._said(number, phrase, rarity)) > 0:
                parts.append(Meaning(phrase, tuple(terms), said))
        parts.sort(key=lambda meaning: (-meaning.said, meaning.phrase))
        return [*_longest(compact(folded), whole), *parts[:GUESSES]]

    def _said(self, number: int, phrase: str, rarity: Mapping[str, float]) -> float:
        """0 at half of it, 1 at all of it."""
        share = sum(rarity.get(gram, 0.0) for gram in set(grams(phrase))) / self._postings.total(number)
        return (share - HALF_SAID) / (1 - HALF_SAID)


def _longest(text: str, meanings: list[Meaning]) -> Iterator[Meaning]:
    free = text
    for meaning in sorted(meanings, key=lambda meaning: (-len(meaning.phrase), text.find(meaning.phrase))):
        if meaning.phrase in free:
            free = free.replace(meaning.phrase, "\n")
            yield meaning
