"""What the search looks after every minute."""

from .use_cases import renewing

SWEEPS = [renewing.catch_up]
