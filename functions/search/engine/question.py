"""What somebody asks, prepared for scoring: the grams of their own words, and the official terms these may stand for."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from .fillers import strip
from .folding import compact, fold
from .grams import grams, needle
from .lexicon import Lexicon, Meaning
from .postings import Postings

MEANT = 0.6  # a term that is meant counts for so much of one that is said


@dataclass(frozen=True, slots=True)
class Term:
    """An official term: the needles of its grams with their rarity, and the rarity of all of it."""

    text: str
    grams: dict[str, float]
    weight: float


@dataclass(frozen=True, slots=True)
class Heard:
    """One phrase of the lexicon in the question, and the terms it may stand for."""

    meaning: Meaning
    terms: list[Term]


@dataclass(frozen=True, slots=True)
class Question:
    """``own`` are the needles of what was said without fillers; ``unknown`` is the weight of those nobody wrote."""

    whole: str  # folded and without spaces
    own: dict[str, float]
    unknown: float
    heard: list[Heard] = field(default_factory=list)

    def needles(self) -> set[str]:
        """What to look for in a title, to show where it speaks of this."""
        meant = (padded for heard in self.heard for term in heard.terms for padded in term.grams)
        return {padded for padded in (*self.own, *meant) if len(padded) > 1} or set(self.own)

    def weights(self) -> dict[str, float]:
        """Every gram that speaks for a text, by how much: to find the candidates."""
        weights = {padded.strip(): rarity for padded, rarity in self.own.items()}
        for heard in self.heard:
            for term in heard.terms:
                for padded, rarity in term.grams.items():
                    gram = padded.strip()
                    weights[gram] = max(weights.get(gram, 0.0), MEANT * heard.meaning.said * rarity)
        return weights


def question(text: str, texts: Postings, lexicon: Lexicon) -> Question:
    folded = fold(text)
    said = list(dict.fromkeys(grams(strip(folded))))
    own = {needle(gram): texts.rarity(gram) for gram in said if gram in texts}
    unknown = sum(texts.rarity(gram) for gram in said if gram not in texts)
    heard = [_heard(meaning, texts) for meaning in lexicon.meanings(folded)]
    return Question(compact(folded), own, unknown, [one for one in heard if one.terms])


def _heard(meaning: Meaning, texts: Postings) -> Heard:
    return Heard(meaning, list(_terms(meaning.terms, texts)))


def _terms(official: Iterable[str], texts: Postings) -> Iterable[Term]:
    """Those of which the catalogue has anything."""
    for text in official:
        rarity = {gram: texts.rarity(gram) for gram in grams(text)}
        if any(gram in texts for gram in rarity):
            yield _term(text, rarity, texts)


def _term(text: str, rarity: dict[str, float], texts: Postings) -> Term:
    known = {needle(gram): weight for gram, weight in rarity.items() if gram in texts}
    return Term(text, known, sum(rarity.values()))
