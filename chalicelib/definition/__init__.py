"""What ``matter.toml`` may say: one closed schema, in the field's own terms. Unknown keys are errors."""

import tomllib
from pathlib import Path

from chalicelib.definition.closed import Closed
from chalicelib.definition.matter import Costs, Definition, Machine, Uses

__all__ = ["Closed", "Costs", "Definition", "Machine", "Uses", "definition_of"]


def definition_of(folder: Path) -> Definition:
    """Read ``folder/matter.toml``: an ``Ordinary`` where its kind is ``application``.

    Raises pydantic's ValidationError or TOMLDecodeError.
    """
    content = tomllib.loads((folder / "matter.toml").read_text(encoding="utf-8"))
    if content.get("kind") != "application":
        return Definition.model_validate(content)
    from chalicelib.definition.ordinary import Ordinary

    return Ordinary.model_validate(content)
