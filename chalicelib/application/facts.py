"""The facts of a case: what the applicant said, what registries answered, and what follows from both. Pure."""

from collections.abc import Callable, Mapping
from datetime import date
from types import ModuleType
from typing import Any, Final

from chalicelib.application.conditions import holds, split
from chalicelib.application.edition import Edition
from chalicelib.definition import module_of
from chalicelib.definition.form import Column, Field


class Unverified:
    """Stands for a value that nobody has vouched for yet; it is neither true nor false, and never nothing."""

    def __repr__(self) -> str:
        return "UNVERIFIED"

    def __bool__(self) -> bool:
        raise TypeError("what is not verified decides nothing")


UNVERIFIED: Final = Unverified()
Evidence = Mapping[str, Mapping[str, Any]]


def facts(edition: Edition, answers: Mapping[str, Any], evidence: Evidence, on: date) -> dict[str, Any]:
    """Every field's value on that day, in the form's order; what a ``when`` excludes is absent.

    A field is UNVERIFIED where its registry has not answered, has not said it, or has said something else than the
    definition expects, and so is whatever is computed from it. Dates are ``date``.
    """
    known: dict[str, Any] = {}
    for it in edition.definition.fields:
        if not _excluded(it.when, known):
            known[it.name] = _value(edition, it, answers, evidence, {**known, "on": on})
    return known


def _excluded(when: str, known: Mapping[str, Any]) -> bool:
    return bool(when) and known.get(split(when)[0]) is not UNVERIFIED and not holds(when, known)


def _value(
    edition: Edition, it: Field, answers: Mapping[str, Any], evidence: Evidence, known: Mapping[str, Any]
) -> Any:
    match it.source:
        case "applicant":
            return _dated(it, answers.get(it.name, [] if it.type == "table" else None))
        case "computed":
            return _computed(edition, it, known)
        case _:
            said = evidence.get(it.registry, {}).get(it.from_field)
            return _dated(it, said) if is_as_declared(it, said) else UNVERIFIED


def _computed(edition: Edition, it: Field, known: Mapping[str, Any]) -> Any:
    inputs = {name: known.get(name) for name in it.inputs}
    if any(value is UNVERIFIED for value in inputs.values()):
        return UNVERIFIED
    return function(module_of(edition.matter, "rules"), it.name)(**inputs)


def function(rules: ModuleType | None, name: str) -> Callable[..., Any]:
    """The function of ``rules.py`` that computes the field; raises LookupError."""
    found: Callable[..., Any] | None = getattr(rules, name, None)
    if found is None:
        raise LookupError(f"rules.py has no function {name}")
    return found


def is_as_declared(it: Field | Column, said: Any) -> bool:
    """Whether a registry's answer is of the type the definition expects of it."""
    if it.type == "table":
        return isinstance(said, list) and all(_is_row(it, row) for row in said)
    return _IS[it.type](said)


def _is_row(it: Field | Column, row: Any) -> bool:
    columns = it.columns if isinstance(it, Field) else []
    return isinstance(row, Mapping) and all(
        is_as_declared(column, row.get(column.name)) for column in columns
    )


def _is_number(said: Any) -> bool:
    return isinstance(said, int) and not isinstance(said, bool)


def _is_date(said: Any) -> bool:
    try:
        return isinstance(said, str) and bool(date.fromisoformat(said))
    except ValueError:
        return False


def _is_words(said: Any) -> bool:
    return isinstance(said, str)


_IS: dict[str, Callable[[Any], bool]] = {
    "integer": _is_number,
    "money": _is_number,
    "area": _is_number,
    "date": _is_date,
    "yes_no": lambda said: isinstance(said, bool),
    "text": _is_words,
    "long_text": _is_words,
    "choice": _is_words,
    "phone": _is_words,
    "id_number": _is_words,
}


def _dated(it: Field, value: Any) -> Any:
    """Dates as ``date``, in tables too."""
    if it.type == "table" and value:
        return [{**row, **_dates(it, row)} for row in value]
    return date.fromisoformat(value) if it.type == "date" and value else value


def _dates(it: Field, row: Mapping[str, Any]) -> dict[str, date]:
    dates = [column.name for column in it.columns if column.type == "date"]
    return {name: date.fromisoformat(row[name]) for name in dates if row.get(name)}
