"""Does ``rules.py`` compute what the form says it computes, from what the form says it is computed from?"""

import inspect
from collections.abc import Iterator
from types import ModuleType

from chalicelib.definition.form import Field
from chalicelib.definition.lint.found import Found
from chalicelib.definition.ordinary import Ordinary

TODAY = "on"  # the day of the assessment, which is no field


def found(matter: Ordinary, rules: ModuleType | None) -> Iterator[Found]:
    before: dict[str, Field] = {}
    for number, field in enumerate(matter.fields):
        if field.source == "computed":
            yield from _inputs(field, number, before)
            yield from _function(field, number, rules)
        before[field.name] = field


def _inputs(field: Field, number: int, before: dict[str, Field]) -> Iterator[Found]:
    for place, name in enumerate(field.inputs):
        if name not in before and name != TODAY:
            yield Found(("fields", number, "inputs", place), f"{field.name}: no earlier field {name}")
        elif name != TODAY and before[name].when not in {"", field.when}:
            says = f'{name} is there only when "{before[name].when}": {field.name} has to say so too'
            yield Found(("fields", number, "inputs", place), says)


def _function(field: Field, number: int, rules: ModuleType | None) -> Iterator[Found]:
    function = getattr(rules, field.name, None)
    if not inspect.isfunction(function):
        yield Found(("fields", number, "name"), f"rules.py has no function {field.name}")
        return
    parameters = list(inspect.signature(function).parameters)
    if parameters != field.inputs:
        says = f"rules.py computes {field.name} from {', '.join(parameters)}"
        yield Found(("fields", number, "inputs"), says)
