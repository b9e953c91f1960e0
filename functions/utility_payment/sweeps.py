"""What a minute brings: payments whose state machine has stopped, bills that fall due, yesterday's ledger and its reconciliation."""

from .use_cases.auditing import audit_yesterday
from .use_cases.reconciling import reconcile_yesterday
from .use_cases.reminding import look
from .use_cases.watching import see_to_unfinished

SWEEPS = [see_to_unfinished, look, audit_yesterday, reconcile_yesterday]
