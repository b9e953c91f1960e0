"""An ordinary matter: apply, check, review, decide, tell. Its folder is a definition, pure rules and worked examples."""

from typing import Literal

from chalicelib.definition.form import Field
from chalicelib.definition.materials import Material
from chalicelib.definition.matter import Definition
from chalicelib.definition.rules import Parameter, Rule
from chalicelib.definition.steps import Notice, Step
from chalicelib.definition.task import Task


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
