"""What a minute brings: waiting lists that have changed are ranked and published."""

from .use_cases.waiting import publish_stale

SWEEPS = [publish_stale]
