"""How likely the first hit is any answer, so that a question nobody answers is seen to be one."""

from collections.abc import Sequence

from .question import Question
from .ranking import Ranked

ENOUGH = 0.5


def confidence(question: Question, best: Sequence[Ranked]) -> float:
    """0..1."""
    if not best:
        return 0.0
    if best[0].exact:
        return 1.0
    said = sum(question.own.values()) + question.unknown
    score = best[0].judged.score
    return score / (score + said) if score else 0.0
