"""What a minute brings: a release that was not told, as to a portal that is younger than it."""

from .use_cases.digesting import catch_up

SWEEPS = [catch_up]
