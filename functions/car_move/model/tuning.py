"""What operators tune in ``matter.toml`` besides counts: which numbers may be rung, and what a day may cost."""

from pathlib import Path

from chalicelib.definition import Costs, definition_of

_DEFINITION = definition_of(Path(__file__).parents[1])

RINGS = tuple(_DEFINITION.rings)
COSTS = _DEFINITION.costs or Costs(voice_minute=0, text=0, day_ceiling=1)
