"""What people own, earn and have learnt: spread so that some qualify for everything and some for nothing."""

from random import Random

from simulators.registries import names
from simulators.registries.people import (
    Diploma,
    Home,
    Household,
    Insurance,
    Person,
    TeacherCertificate,
    Vehicle,
)

YUAN = 100
YEAR = 2026


def endow(household: Household, chance: Random) -> None:
    adults = [member for member in household.members if YEAR - member.birth_date.year >= 18]
    if chance.random() < 0.5:
        _home(household, adults, chance)
    for member in adults:
        if YEAR - member.birth_date.year < 60:
            _work(member, chance)
        if chance.random() < 0.3:
            value = chance.randint(15, 400) * 1000 * YUAN
            member.vehicles = [Vehicle(model=chance.choice(names.MODELS), value=value)]
        _learning(member, chance)
    if chance.random() < 0.08:
        member = chance.choice(household.members)
        member.support = chance.choice(("minimum_allowance", "honour_pension", "disability"))
        member.disability_level = chance.randint(1, 4) if member.support == "disability" else 0


def _home(household: Household, adults: list[Person], chance: Random) -> None:
    """A couple holds half each."""
    owners = [adults[0], *(adult for adult in adults if adult.spouse == adults[0].id_number)]
    area = chance.randint(30, 160) * 100
    for owner in owners:
        owner.homes = [Home(address=household.address, area=area, share=100 // len(owners))]


def _work(member: Person, chance: Random) -> None:
    if chance.random() < 0.85:
        member.insurance = Insurance(
            months=chance.randint(1, 200),
            employer=chance.choice(names.EMPLOYERS),
            annual=chance.randint(24, 180) * 1000 * YUAN,
        )


def _learning(member: Person, chance: Random) -> None:
    learnt = member.birth_date.year + 19
    if chance.random() < 0.04:
        number = f"{learnt + 4}34{chance.randint(0, 10**11 - 1):011}"
        certificate = TeacherCertificate(number=number, subject=chance.choice(names.SUBJECTS))
        member.teacher_certificates = [certificate]
    if chance.random() < 0.2:
        school, major = chance.choice(names.SCHOOLS), chance.choice(names.MAJORS)
        member.diplomas = [Diploma(school=school, major=major, year=learnt)]
