"""What a minute brings: texts that wait, and the carrier's records that are to be deleted."""

from functions.car_move.use_cases.erasures import erase_due
from functions.car_move.use_cases.sending import send_due

SWEEPS = [send_due, erase_due]
