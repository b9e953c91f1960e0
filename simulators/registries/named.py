"""The people of named.toml."""

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

from simulators.registries.numbers import Sex, id_number
from simulators.registries.people import Household, Noted, Person
from simulators.registries.places import address

FILE = Path(__file__).with_name("named.toml")
SEQUENCE = 7  # below those of the generator, so that nobody's number is taken


class Draft(Noted):
    """As a household is written in the file: people refer to each other by ``key``."""

    note: str
    area: str
    local_since: date
    members: list[dict[str, Any]]


def households() -> list[Household]:
    drafts = tomllib.loads(FILE.read_text(encoding="utf-8"))["households"]
    return [_household(Draft.model_validate(draft), number) for number, draft in enumerate(drafts, 1)]


def _household(draft: Draft, number: int) -> Household:
    numbers = {it["key"]: _number(draft.area, it["born"], it["sex"]) for it in draft.members}
    return Household(
        area=draft.area,
        address=address(draft.area, number, 101),
        local_since=draft.local_since,
        members=[_person(it, numbers) for it in draft.members],
        note=draft.note,
    )


def _number(area: str, born: date, sex: Sex) -> str:
    return id_number(area[:6], born, SEQUENCE, sex)


def _person(draft: dict[str, Any], numbers: dict[str, str]) -> Person:
    """``divorced``: civil affairs knows of no marriage, whatever the household register says."""
    rest = {name: value for name, value in draft.items() if name not in {"key", "born", "divorced"}}
    spouse = numbers.get(draft.get("spouse", ""), "")
    return Person.model_validate(
        rest
        | {
            "id_number": numbers[draft["key"]],
            "birth_date": draft["born"],
            "spouse": spouse,
            "registered_spouse": "" if draft.get("divorced") else spouse,
            "parents": [numbers[parent] for parent in draft.get("parents", [])],
        }
    )
