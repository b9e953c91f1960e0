"""What each service says about people: one function per service, for one person or for a list of them."""

from collections.abc import Callable
from typing import Any

from simulators.registries.people import Household, Person, Population
from simulators.registries.relations import relation

Row = dict[str, Any]
About = Callable[[Person, Household], Row]


class Unknown(Exception):
    """The police know nobody by that number."""


def person(it: Person, home: Household) -> Row:
    return {
        "name": it.name,
        "id_number": it.id_number,
        "sex": it.sex,
        "birth_date": it.birth_date.isoformat(),
        "status": it.status,
        "area": home.area,
        "address": home.address,
    }


def household(it: Person, home: Household) -> Row:
    members = [
        {"name": member.name, "relation": relation(home, it, member), "id_number": member.id_number}
        for member in home.members
    ]
    return {
        "members": members,
        "area": home.area,
        "address": home.address,
        "local_since": home.local_since.isoformat(),
    }


def homes(it: Person, _: Household) -> Row:
    return {"homes": [home.model_dump() for home in it.homes]}


def registered(it: Person, _: Household) -> Row:
    return {"vehicles": [vehicle.model_dump() for vehicle in it.vehicles]}


def income(it: Person, _: Household) -> Row:
    return {"incomes": [{"annual": it.insurance.annual}] if it.insurance.annual else []}


def contributions(it: Person, _: Household) -> Row:
    return {"months": it.insurance.months, "employer": it.insurance.employer}


def marriage(it: Person, _: Household) -> Row:
    spouse = it.registered_spouse
    return {"marriages": [{"id_number": it.id_number, "spouse": spouse}] if spouse else []}


def support(it: Person, _: Household) -> Row:
    return {"supports": [{"kind": it.support, "level": it.disability_level}] if it.support else []}


def teacher_certificates(it: Person, _: Household) -> Row:
    return {"certificates": [certificate.model_dump() for certificate in it.teacher_certificates]}


def diplomas(it: Person, _: Household) -> Row:
    return {"diplomas": [diploma.model_dump() for diploma in it.diplomas]}


SERVICES: dict[str, About] = {
    "police/person": person,
    "police/household": household,
    "real_estate/homes": homes,
    "vehicles/registered": registered,
    "social_insurance/income": income,
    "social_insurance/contributions": contributions,
    "civil_affairs/marriage": marriage,
    "civil_affairs/support": support,
    "education/teacher_certificates": teacher_certificates,
    "education/diplomas": diplomas,
}
REGISTRIES = sorted({service.partition("/")[0] for service in SERVICES})
MOST_PEOPLE = 12
NOTHING: Row = {"homes": [], "vehicles": [], "incomes": [], "months": 0, "employer": ""}
NOTHING |= {"marriages": [], "supports": [], "certificates": [], "diplomas": []}


def answer(population: Population, service: str, id_numbers: list[str], fields: list[str]) -> Row:
    """Only the fields that were asked for. Lists of several people are joined; of anything else the first one's.

    Raises Unknown: of somebody whom nobody knows the others just know nothing. KeyError for a field there is not.
    """
    said = [_of(population, service, number) for number in id_numbers]
    return {name: _joined([row[name] for row in said]) for name in fields}


def _of(population: Population, service: str, number: str) -> Row:
    it, home = population.person(number), population.household(number)
    if it and home:
        return SERVICES[service](it, home)
    if service.startswith("police/"):
        raise Unknown
    return NOTHING


def _joined(values: list[Any]) -> Any:
    return [row for rows in values for row in rows] if isinstance(values[0], list) else values[0]
