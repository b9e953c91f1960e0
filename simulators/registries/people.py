"""People and households, and what each registry keeps about them. Money in fen, areas in hundredths of ㎡."""

from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict

from simulators.registries.numbers import Sex


class Noted(BaseModel):
    """Unknown keys are errors."""

    model_config = ConfigDict(extra="forbid")


class Home(Noted):
    address: str
    area: int
    share: int = 100


class Vehicle(Noted):
    model: str
    value: int


class Insurance(Noted):
    months: int = 0
    employer: str = ""
    annual: int = 0


class TeacherCertificate(Noted):
    number: str
    subject: str


class Diploma(Noted):
    school: str
    major: str
    year: int


class Person(Noted):
    """Parents and spouse are ID numbers: of the household's members, relations follow from them.

    ``registered_spouse``: whom civil affairs has them married to, which should be the same person.
    """

    id_number: str
    name: str
    sex: Sex
    birth_date: date
    status: Literal["normal", "cancelled"] = "normal"
    spouse: str = ""
    registered_spouse: str = ""
    parents: list[str] = []
    homes: list[Home] = []
    vehicles: list[Vehicle] = []
    insurance: Insurance = Insurance()
    support: Literal["", "minimum_allowance", "honour_pension", "disability"] = ""
    disability_level: int = 0
    teacher_certificates: list[TeacherCertificate] = []
    diplomas: list[Diploma] = []


class Household(Noted):
    """``members[0]`` is its head (户主); ``note`` tells a developer what it is good for."""

    area: str
    address: str
    local_since: date
    members: list[Person]
    note: str = ""


class Population:
    """Everybody, found by ID number."""

    def __init__(self, households: list[Household]) -> None:
        self.households = households
        self._homes = {
            member.id_number: household for household in households for member in household.members
        }

    def household(self, id_number: str) -> Household | None:
        return self._homes.get(id_number)

    def person(self, id_number: str) -> Person | None:
        household = self.household(id_number)
        members = household.members if household else []
        return next((member for member in members if member.id_number == id_number), None)
