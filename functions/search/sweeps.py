"""What the search looks after every minute."""

from .use_cases.gap_review import go_on
from .use_cases.gaps import find_gaps, look_at_tasks
from .use_cases.renewing import want_what_is_due
from .use_cases.reporting import report
from .use_cases.watching import gather, sum_up
from .use_cases.wishes import tell_waiting

SWEEPS = [want_what_is_due, gather, sum_up, report, find_gaps, look_at_tasks, go_on, tell_waiting]
