"""What a minute brings: waiting lists that have changed are published, households whose year is over are looked at."""

from .use_cases.rechecking import look
from .use_cases.waiting import publish_stale

SWEEPS = [publish_stale, look]
