"""What a minute brings: the carrier's records that are to be deleted."""

from functions.car_move.use_cases.erasures import erase_due

SWEEPS = [erase_due]
