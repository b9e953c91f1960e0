"""What a minute brings: payments whose state machine has stopped are seen to all the same."""

from .use_cases.watching import see_to_unfinished

SWEEPS = [see_to_unfinished]
