"""What ``matter.toml`` may say: one closed schema, in the field's own terms. Unknown keys are errors."""

from chalicelib.definition.closed import Closed
from chalicelib.definition.folder import HOME, definition_of, folder_of, module_of, name_of, slug_of
from chalicelib.definition.matter import Costs, Definition, Machine, Uses

__all__ = [
    "HOME",
    "Closed",
    "Costs",
    "Definition",
    "Machine",
    "Uses",
    "definition_of",
    "folder_of",
    "module_of",
    "name_of",
    "slug_of",
]
