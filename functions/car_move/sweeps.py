"""What a minute brings: texts that wait, and the carrier's records that are to be deleted."""

from chalicelib import erasures
from functions.car_move.use_cases import sending
from functions.car_move.use_cases.erasures import look_for_calls, look_for_texts

SWEEPS = [sending.send_due, look_for_calls, look_for_texts, erasures.sweep]
