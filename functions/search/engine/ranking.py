"""From a question to the entries that answer it: candidates by their grams, scored exactly, the best text for each entry."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from heapq import nlargest

from .question import Question
from .scoring import Judge, Judged
from .texts import EntryTexts

CANDIDATES = 100  # texts that are judged
Admitted = Callable[[int], bool] | None  # whether the entry at a position is; none: all are
SOUGHT = 3  # of an exact title; a name one less, an utterance two


@dataclass(frozen=True, slots=True)
class Ranked:
    """An entry (its position), the text of it that fits best, and how well."""

    entry: int
    text: int
    exact: int  # 3 its title was typed, 2 an everyday name, 1 an utterance, 0 none
    judged: Judged

    @property
    def order(self) -> tuple[float, ...]:
        return (-self.exact, -self.judged.score, self.entry)


def ranked(question: Question, texts: EntryTexts, admitted: Admitted) -> list[Ranked]:
    """All entries among the candidates that are admitted, best first."""
    near = _near(texts.postings.sums(question.weights()), texts, admitted)
    exact = {text for text in texts.equal(question.whole) if not admitted or admitted(texts.of[text])}
    best: dict[int, Ranked] = {}
    for text, judged in _judged(question, texts, {*exact, *near}).items():
        entry = texts.of[text]
        one = Ranked(entry, text, SOUGHT - texts.role[text] if text in exact else 0, judged)
        if entry not in best or one.order < best[entry].order:
            best[entry] = one
    return sorted(best.values(), key=lambda one: one.order)


def _judged(question: Question, texts: EntryTexts, candidates: set[int]) -> dict[int, Judged]:
    """What is said in the catalogue's own words needs no lexicon: where one title holds all of them, only they count."""
    judged = _by(question, texts, candidates)
    if not question.heard or not any(one.literal and not one.signs.hearsay for one in judged.values()):
        return judged
    plain = _by(replace(question, heard=()), texts, candidates)
    return {text: one._replace(score=plain[text].score) for text, one in judged.items()}


def _by(question: Question, texts: EntryTexts, candidates: set[int]) -> dict[int, Judged]:
    judge = Judge(question, texts.postings)
    return {
        text: judge.judged(texts.text[text], texts.role[text], texts.postings.total(text))
        for text in sorted(candidates)
    }


def _near(sums: dict[int, float], texts: EntryTexts, admitted: Admitted) -> list[int]:
    """The texts with the highest sums among those that are admitted."""
    if admitted:
        sums = {text: score for text, score in sums.items() if admitted(texts.of[text])}
    least = min(nlargest(CANDIDATES, sums.values()), default=0.0)
    near = [text for text, score in sums.items() if score >= least]
    return sorted(near, key=lambda text: (-sums[text], text))[:CANDIDATES]
