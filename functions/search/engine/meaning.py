"""What was heard in a question: a phrase that people say, and what the catalogue may call it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Meaning:
    """A phrase that was said, wholly (1.0) or in part, and the official terms for it."""

    phrase: str
    terms: tuple[str, ...]
    said: float
