"""What a minute brings: sent codes that the carrier is to forget."""

from chalicelib import erasures

SWEEPS = [erasures.sweep]
