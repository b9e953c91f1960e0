"""How well a text answers a question: BM25 of what was said, and for each phrase heard the official term it holds most of."""

from dataclasses import dataclass

from .grams import length
from .postings import Postings
from .question import MEANT, Heard, Question, Term

WHOLE = 1.5  # of a term a text should hold all: its share counts to this power


@dataclass(frozen=True, slots=True)
class Judged:
    """The score of one text, how much of the question it covers (0..1), and the phrase that helped most."""

    score: float
    said: float
    meant: float
    heard: Heard | None
    term: str  # of it, the term that is held most


def judged(text: str, question: Question, texts: Postings) -> Judged:
    """The text is folded. The score is the sum of what was said and what was meant."""
    size = length(text)
    text = f" {text} "  # see grams.needle
    once = texts.saturation(1, size)
    said = sum(
        rarity * (once if times == 1 else texts.saturation(times, size))
        for gram, rarity in question.own.items()
        if (times := text.count(gram))
    )
    whole, guessed, best, by, term = 0.0, 0.0, 0.0, None, ""
    for heard in question.heard:
        held, official = max((_holds(text, term), term.text) for term in heard.terms)
        value = once * heard.meaning.said * held
        if value > best:
            best, by, term = value, heard, official
        if heard.meaning.said == 1.0:
            whole += value
        else:
            guessed = max(guessed, value)
    meant = MEANT * (whole + guessed)
    return Judged(said + meant, said, meant, by, term)


def _holds(text: str, term: Term) -> float:
    """The weight of a term, as far as the text holds it."""
    held = sum(rarity for needle, rarity in term.grams.items() if needle in text)
    return float(term.weight * (held / term.weight) ** WHOLE)
