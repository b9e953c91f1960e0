"""From a question to the entries that answer it: candidates by their grams, scored exactly, the best text for each entry."""

from collections.abc import Callable
from dataclasses import dataclass
from heapq import nlargest

from .question import Question
from .scoring import Judge, Judged
from .texts import EntryTexts

CANDIDATES = 100  # texts that are judged
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


def ranked(question: Question, texts: EntryTexts, admitted: Callable[[int], bool]) -> list[Ranked]:
    """All entries among the candidates that are admitted, best first."""
    sums = texts.postings.sums(question.weights())
    near = nlargest(
        CANDIDATES,
        ((score, -text) for text, score in sums.items() if admitted(texts.of[text])),
    )
    exact = {text for text in texts.equal(question.whole) if admitted(texts.of[text])}
    judge = Judge(question, texts.postings)
    best: dict[int, Ranked] = {}
    for text in [*exact, *(-text for _, text in near if -text not in exact)]:
        entry = texts.of[text]
        one = Ranked(
            entry,
            text,
            SOUGHT - texts.role[text] if text in exact else 0,
            judge.judged(texts.text[text], texts.role[text], texts.postings.total(text)),
        )
        if entry not in best or one.order < best[entry].order:
            best[entry] = one
    return sorted(best.values(), key=lambda one: one.order)
