"""What the search looks after every minute."""

from .use_cases.renewing import want_what_is_due

SWEEPS = [want_what_is_due]
