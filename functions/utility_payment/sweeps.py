"""What a minute brings: payments whose machine has stopped, contracts, bills that fall due, debits, yesterday's books."""

from .use_cases.auditing import audit_yesterday
from .use_cases.contracts import see_to_contracts
from .use_cases.debiting import see_to_debits
from .use_cases.reconciling import reconcile_yesterday
from .use_cases.reminding import look
from .use_cases.watching import see_to_unfinished

SWEEPS = [see_to_unfinished, see_to_contracts, look, see_to_debits, audit_yesterday, reconcile_yesterday]
