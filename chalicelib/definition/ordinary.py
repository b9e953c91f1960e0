"""An ordinary matter: apply, check, review, decide, tell. Its folder is a definition, pure rules and worked examples."""

from typing import Any, Literal

from pydantic import model_validator

from chalicelib.definition.form import Field
from chalicelib.definition.materials import Material
from chalicelib.definition.matter import Definition
from chalicelib.definition.rules import Parameter, Rule
from chalicelib.definition.steps import Notice, Step
from chalicelib.definition.task import Task

# What the kernel does for every ordinary matter, so that no definition says it again.
STARTS_ON = ["application.submitted"]
HEARD = ["application.moved"]
TOLD = [
    "application.accepted",
    "application.correction_wanted",
    "application.decided",
    "application.issued",
    "application.late",
    "application.mandate_ended",
    "application.mandate_given",
    "application.moved",
    "application.noticed",
    "application.rated",
    "application.resumed",
    "application.submitted",
    "application.suspended",
    "application.viewed",
]
OWN = "own/"


class Ordinary(Definition):
    """References and reachability are checked by ``chalicelib.definition.lint``, which points at lines.

    ``agents``: whether somebody may act for the applicant, under a mandate that is scoped and can be revoked.
    ``located_by``: the field in which a registry tells the 12 digits of the community that the case belongs to; without
    it a case belongs to the area that was chosen at the beginning.
    No ``steps``: the rules decide, at once (即办件).
    """

    kind: Literal["application"]
    task: Task
    agents: bool = False
    located_by: str = ""
    fields: list[Field]
    materials: list[Material] = []
    parameters: dict[str, Parameter] = {}
    rules: list[Rule]
    steps: list[Step] = []
    notice: Notice | None = None

    @model_validator(mode="before")
    @classmethod
    def _with_what_follows(cls, said: Any) -> Any:
        """What a matter needs of the house follows from its form and materials; it may only add to that."""
        if not isinstance(said, dict):
            return said
        return {
            **said,
            "publishes": sorted({*TOLD, *said.get("publishes", [])}),
            "consumes": sorted({*HEARD, *said.get("consumes", [])}),
            "machine": {"starts_on": STARTS_ON},
            "uses": {**_needs(said), **said.get("uses", {})},
        }


def _needs(said: dict[str, Any]) -> dict[str, Any]:
    """As written, before anything is checked: people are looked up always, files and registries where there are any."""
    fields, materials = _tables(said, "fields"), _tables(said, "materials")
    registries = {str(field.get("registry", "")) for field in fields} - {""}
    return {
        "directory": "read",
        "files": any(material.get("source", "applicant") == "applicant" for material in materials),
        "registries": any(not registry.startswith(OWN) for registry in registries),
    }


def _tables(said: dict[str, Any], name: str) -> list[dict[str, Any]]:
    given = said.get(name, [])
    return [it for it in given if isinstance(it, dict)] if isinstance(given, list) else []
