"""Rules as data: one fact of the case held against one threshold, with the article that says so."""

from datetime import date
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from chalicelib.definition.closed import Closed
from chalicelib.definition.form import Name

Test = Literal["at_most", "below", "at_least", "above", "equals", "one_of", "none_of", "is_yes", "is_no"]
Threshold = int | str | list[str]


class Dated(Closed):
    """A threshold and the day from which it holds."""

    since: date
    value: Threshold
    basis: str


class Parameter(Closed):
    """A threshold that the law leaves to the areas. ``unit`` as people read it: 元/月, ㎡, 个月."""

    label: str
    unit: str = ""
    type: Literal["integer", "money", "area", "text", "list"] = "integer"
    overridable: bool = True
    values: Annotated[list[Dated], Field(min_length=1)]


class Rule(Closed):
    """``fact`` is a field of the form; ``than`` names a parameter, or ``value`` is the threshold itself.

    ``otherwise``: what an instant matter does by itself, and what officers are advised of everywhere else.
    """

    name: Name
    title: str
    fact: Name
    test: Test
    than: str = ""
    value: Threshold | None = None
    basis: str
    otherwise: Literal["refuse", "correct", "review"] = "refuse"
    remedy: str  # what would change it, said to the applicant
    when: str = ""

    @model_validator(mode="after")
    def _has_one_threshold(self) -> Self:
        needed = 0 if self.test in {"is_yes", "is_no"} else 1
        if bool(self.than) + (self.value is not None) != needed:
            raise ValueError(f"{self.name}: {self.test} wants {needed} of than and value")
        return self
