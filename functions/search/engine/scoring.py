"""How well a text answers a question: a few signs, each easy to explain, added up with weights that were learned once.

The weights were fitted on the spoken utterances of half of our own catalogue's matters and half of Guangdong's everyday
names, and checked on questions that the fitting never saw. ``bench/search_weights.py`` fits them anew, as the catalogue
grows; what it finds differs in the figures and ranks as well, so there is no need to follow every change.
"""

from collections.abc import Iterable
from typing import NamedTuple

from .grams import length, needle
from .postings import Postings
from .question import Heard, Question, Term
from .texts import UTTERANCE

ALL_OF_IT = 1.5  # a text should hold all of a term: the share it holds counts to this power
ABOUT = 0.5  # a text that holds so much of a term is about it
ALONE = 0.5  # a character found without its neighbour explains itself by half
PLACES = 6  # sums over sets differ behind that, by the order of the set
UNIT = 10.0  # BM25 sums are divided by it, so that all signs are of one size


class Signs(NamedTuple):
    """What speaks for a text: each between 0 and 1, or a few."""

    said: float  # BM25 of what was said
    single: float  # the part of it that single characters have
    meant: float  # BM25 of the official terms of phrases that were said
    guessed: float  # the same of the best phrase that was said in part
    spoken_of: float  # the share of the text that the question speaks of
    explained: float  # the share of the question that the text explains
    hearsay: float  # 1 for an utterance, which is only what somebody said


WEIGHTS = Signs(0.86, 1.70, 0.41, 0.33, 2.65, 5.74, -2.19)


class Judged(NamedTuple):
    """The sum of a text's signs; the phrase that helped most, with the term it stands for here."""

    score: float
    signs: Signs
    heard: Heard | None
    term: str
    literal: bool  # the text holds, in their order, all words that were said


def weighed(signs: Iterable[float], weights: Iterable[float] = WEIGHTS) -> float:
    return sum(sign * weight for sign, weight in zip(signs, weights, strict=True))


class Judge:
    """Judges the texts of one index by one question."""

    def __init__(self, question: Question, texts: Postings) -> None:
        self._question = question
        self._texts = texts
        self._needles = question.needles()
        self._rarity = question.rarity()
        self._single = [needle(piece) for piece in question.pieces]
        self._pairs = list(question.pairs())

    def judged(self, text: str, role: int, weight: float) -> Judged:
        """``text`` is folded, ``weight`` the rarity of all its grams."""
        padded, size = f" {text} ", length(text)
        held = {wanted for wanted in self._needles if wanted in padded}
        own = [wanted for wanted in self._question.own if wanted in held]
        said = {wanted: self._weight(wanted, padded.count(wanted), size) for wanted in own}
        terms = [_best(heard, held) for heard in self._question.heard]
        about = {wanted for one in terms for term in one.about for wanted in term.grams if wanted in held}
        whole, part, best = self._meant(terms, self._texts.saturation(1, size))
        signs = Signs(
            said=sum(said.values()) / UNIT,
            single=sum(value for wanted, value in said.items() if len(wanted) == 1) / UNIT,
            meant=whole / UNIT,
            guessed=part / UNIT,
            spoken_of=sum(map(self._rarity.__getitem__, about.union(own))) / (weight or 1.0),
            explained=self._explained(held, terms),
            hearsay=float(role == UTTERANCE),
        )
        return Judged(
            round(weighed(signs), PLACES),
            signs,
            best.heard if best else None,
            best.term if best else "",
            self._literal(held),
        )

    def _weight(self, wanted: str, times: int, size: int) -> float:
        return self._question.own[wanted] * self._texts.saturation(times, size)

    @staticmethod
    def _meant(terms: list["Best"], once: float) -> tuple[float, float, "Best | None"]:
        """What phrases that were said come to, what the best of those said in part does, and the best of all."""
        whole = sum(one.value for one in terms if one.heard.meaning.said == 1.0)
        part = max((one.value for one in terms if one.heard.meaning.said < 1.0), default=0.0)
        best = max(terms, key=lambda one: one.value, default=None)
        return whole * once, part * once, best if best and best.value else None

    def _explained(self, held: set[str], terms: list["Best"]) -> float:
        marks = self._marks(held)
        for one in terms:
            explains = one.share * one.heard.meaning.said
            for place in one.heard.pieces if explains else ():
                marks[place] = max(marks[place], explains)
        return weighed(marks, self._question.shares)

    def _marks(self, held: set[str]) -> list[float]:
        """For each piece of the question, how far the text holds it."""
        marks = [ALONE if single in held else 0.0 for single in self._single]
        for place, pair in enumerate(self._pairs):
            if pair in held:
                marks[place] = marks[place + 1] = 1.0
        return marks

    def _literal(self, held: set[str]) -> bool:
        said = (mark for mark, share in zip(self._marks(held), self._question.shares, strict=True) if share)
        return min(said, default=0.0) == 1.0


class Best(NamedTuple):
    """What a text makes of a phrase: the term it holds most, how much of it, what that is worth, all terms it is about."""

    heard: Heard
    term: str
    share: float
    value: float
    about: list[Term]


def _best(heard: Heard, held: set[str]) -> Best:
    share, value, text, about = 0.0, 0.0, "", []
    for term in heard.terms:
        both = term.grams.keys() & held
        if not both:
            continue
        has = sum(map(term.grams.__getitem__, both)) / term.weight
        worth = float(term.weight * has**ALL_OF_IT) * heard.meaning.said
        if worth > value:
            value, text = worth, term.text
        if has > ABOUT:
            about.append(term)
        share = max(share, has)
    return Best(heard, text, share, value, about)
