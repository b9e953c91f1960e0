"""What a minute brings: messages that are due."""

from .use_cases.delivering import deliver_due

SWEEPS = [deliver_due]
