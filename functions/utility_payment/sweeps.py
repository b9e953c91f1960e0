"""What a minute brings: payments whose state machine has stopped, and after ten o'clock yesterday's reconciliation."""

from .use_cases.reconciling import reconcile_yesterday
from .use_cases.watching import see_to_unfinished

SWEEPS = [see_to_unfinished, reconcile_yesterday]
