"""The one form of a matter (一事一表): each field says where its value comes from."""

from typing import Annotated, Any, Literal, Self

from pydantic import Field as Constraint
from pydantic import model_validator

from chalicelib.definition.closed import Closed

Name = Annotated[str, Constraint(pattern=r"^[a-z][a-z0-9_]*$")]
Kind = Literal[
    "text", "long_text", "integer", "money", "area", "date", "choice", "yes_no", "phone", "id_number"
]
Provenance = Literal["applicant", "registry", "licence", "computed"]


class Option(Closed):
    value: Name
    label: str


class Column(Closed):
    """One column of a table field; a ``choice`` says in ``options`` how its values read."""

    name: Name
    label: str
    type: Kind = "text"
    options: list[Option] = []

    @model_validator(mode="after")
    def _fits_its_type(self) -> Self:
        if bool(self.options) != (self.type == "choice"):
            raise ValueError(f"{self.name}: options {'not wanted here' if self.options else 'missing'}")
        return self


class Field(Closed):
    """``money`` is in fen, and people type and read yuan; ``area`` is in hundredths of ㎡, and they read ㎡.

    ``source`` says who answers for the value:

    - applicant: typed in, kept in the draft.
    - registry: read with consent from ``registry`` (``police/household``), its answer's field ``from_field``;
      shown read-only, never in a draft, and fetched only because a rule or the form uses it. ``of`` household: asked
      about every member that ``police/household`` names, and the value is the list of all their answers together.
      ``own/…`` is no registry but this matter's own table: the function of that name in its ``registers.py``.
    - licence: the same from an e-licence.
    - computed: by the function of the same name in the matter's ``rules.py``, from the fields ``inputs``;
      the input ``on`` is the day of the assessment.
    """

    name: Name
    label: str
    type: Kind | Literal["table"] = "text"
    source: Provenance = "applicant"
    section: str = "基本信息"
    help: str = ""
    required: bool = True
    shown: bool = True
    options: list[Option] = []
    columns: list[Column] = []
    minimum: int | None = None
    maximum: int | None = None
    max_length: Annotated[int, Constraint(ge=1, le=2000)] = 100
    registry: Annotated[str, Constraint(pattern=r"^$|^[a-z_]+/[a-z_]+$")] = ""
    from_field: str = ""
    of: Literal["applicant", "household"] = "applicant"
    inputs: list[Name] = []
    when: str = ""  # a yes_no or choice field and its value, "married=yes": asked only then

    @model_validator(mode="after")
    def _fits_its_source(self) -> Self:
        wanted: dict[str, bool] = {
            "registry and from_field": self.source in {"registry", "licence"},
            "inputs": self.source == "computed",
            "options": self.type == "choice",
            "columns": self.type == "table",
        }
        given: dict[str, Any] = {
            "registry and from_field": self.registry and self.from_field,
            "inputs": self.inputs,
            "options": self.options,
            "columns": self.columns,
        }
        for what, needed in wanted.items():
            if needed != bool(given[what]):
                raise ValueError(f"{self.name}: {what} {'missing' if needed else 'not wanted here'}")
        return self
