"""What a minute brings: texts that wait, and the carrier's records that are to be deleted."""

from functions.car_move.use_cases import erasures, sending

SWEEPS = [sending.send_due, erasures.sweep]
