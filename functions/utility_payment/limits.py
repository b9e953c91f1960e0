"""What the province tunes, from ``matter.toml``."""

from pathlib import Path

from chalicelib.definition import definition_of

LIMITS = definition_of(Path(__file__).parent).limits
