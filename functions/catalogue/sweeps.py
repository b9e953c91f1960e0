"""What the catalogue looks after every minute."""

from .use_cases.sweeping import activate_due, release_left_behind

SWEEPS = [activate_due, release_left_behind]
