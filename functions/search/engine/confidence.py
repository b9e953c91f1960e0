"""How likely the first hit is any answer, so that a question nobody answers is seen to be one.

A logistic sum of the first hit's signs, fitted like those of scoring.py, with whole themes hidden as gaps. Above all it asks how much of the hit's own text was spoken of: what merely shares
a word with the question says many other things as well.
"""

import math

from .scoring import Judged, Signs, weighed

ENOUGH = 0.5
CERTAIN = 1.0
NAMED = 0.5  # at least, where every word of the question stands in the hit: a short question is no gap
WEIGHTS = Signs(said=0.68, single=0.0, meant=0.29, guessed=0.12, spoken_of=2.15, explained=1.80, hearsay=0.0)
LEAST = -4.19  # the sum of a hit for which nothing speaks


def confidence(first: Judged, exact: int) -> float:
    """0..1; ``exact``: the first hit is just what was typed."""
    if exact:
        return CERTAIN
    likely = 1 / (1 + math.exp(-LEAST - weighed(first.signs, WEIGHTS)))
    return max(likely, NAMED) if first.literal else likely
