"""What somebody asks, prepared for scoring: the grams of their own words, and the official terms these may stand for."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from .fillers import strip
from .folding import compact
from .grams import grams, is_latin, needle
from .meaning import Meaning
from .postings import Postings

MEANT = 0.6  # among the candidates, a gram that is meant counts for so much of one that is said


@dataclass(frozen=True, slots=True)
class Term:
    """An official term: the needles of its grams that the catalogue knows, and the rarity of all of its grams."""

    text: str
    grams: dict[str, float]
    weight: float


@dataclass(frozen=True, slots=True)
class Heard:
    """One phrase of the lexicon in the question, the pieces of the question it explains, the terms it may stand for."""

    meaning: Meaning
    pieces: tuple[int, ...]
    terms: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """``own``: the needles of what was said without fillers. ``pieces``: its characters and Latin runs one after the
    other; ``shares``: the weight of each, 1 in all, 0 for fillers."""

    whole: str  # folded and without spaces
    own: dict[str, float]
    pieces: tuple[str, ...]
    shares: tuple[float, ...]
    heard: tuple[Heard, ...]

    def needles(self) -> set[str]:
        """All that is looked for in a text."""
        meant = {padded for heard in self.heard for term in heard.terms for padded in term.grams}
        return meant | set(self.own) | set(map(needle, self.pieces)) | set(self.pairs())

    def rarity(self) -> dict[str, float]:
        """Of every needle that the catalogue knows."""
        known = dict(self.own)
        for heard in self.heard:
            for term in heard.terms:
                known.update(term.grams)
        return known

    def pairs(self) -> Iterator[str]:
        """Each piece with the one behind it."""
        return map("".join, pairwise(self.pieces))

    def weights(self) -> dict[str, float]:
        """Every gram that speaks for a text, by how much: to find the candidates."""
        weights = {padded.strip(): rarity for padded, rarity in self.own.items()}
        for heard in self.heard:
            for term in heard.terms:
                for padded, rarity in term.grams.items():
                    gram, weight = padded.strip(), MEANT * heard.meaning.said * rarity
                    weights[gram] = max(weights.get(gram, 0.0), weight)
        return weights


def question(folded: str, meanings: Sequence[Meaning], texts: Postings) -> Question:
    said = strip(folded)
    own = {needle(gram): texts.rarity(gram) for gram in grams(said) if gram in texts}
    pieces = tuple(piece for run in folded.split() for piece in ([run] if is_latin(run) else run))
    kept = set(pieces) & {*said.split(), *said}
    weights = [texts.rarity(piece) if piece in kept else 0.0 for piece in pieces]
    total = sum(weights) or 1.0
    heard = (_heard(meaning, pieces, texts) for meaning in meanings)
    return Question(
        compact(folded),
        own,
        pieces,
        tuple(weight / total for weight in weights),
        tuple(one for one in heard if one.terms),
    )


def _heard(meaning: Meaning, pieces: Sequence[str], texts: Postings) -> Heard:
    explained = _place(meaning.phrase, pieces) if meaning.said == 1.0 else _parts(meaning.phrase, pieces)
    terms = tuple(_term(text, texts) for text in meaning.terms)
    return Heard(meaning, tuple(explained), tuple(term for term in terms if term.grams))


def _place(phrase: str, pieces: Sequence[str]) -> Iterator[int]:
    """The pieces that make up the phrase, where it stands first."""
    begin = "".join(pieces).find(phrase)
    at = 0
    for number, piece in enumerate(pieces):
        if begin <= at < begin + len(phrase):
            yield number
        at += len(piece)


def _parts(phrase: str, pieces: Sequence[str]) -> set[int]:
    """The pieces that stand in the phrase beside their neighbour."""
    beside = [number for number, two in enumerate(map("".join, pairwise(pieces))) if two in phrase]
    return {*beside, *(number + 1 for number in beside)}


def _term(text: str, texts: Postings) -> Term:
    rarity = {gram: texts.rarity(gram) for gram in grams(text)}
    known = {needle(gram): weight for gram, weight in rarity.items() if gram in texts}
    return Term(text, known, sum(rarity.values()))
