"""What a minute brings: messages that are due, and texts that the carrier is to forget."""

from chalicelib import erasures

from .use_cases.delivering import deliver_due
from .use_cases.forgetting import look_for_texts

SWEEPS = [deliver_due, look_for_texts, erasures.sweep]
