"""Households by the thousand from one seed: the same seed makes the same people."""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from simulators.registries import names
from simulators.registries.belongings import endow
from simulators.registries.numbers import Sex, id_number
from simulators.registries.people import Household, Person
from simulators.registries.places import COMMUNITIES, PLACES, STREETS, Place, address, community

TODAY = date(2026, 11, 1)
SHAPES = ("single", "couple", "family", "family", "family", "three_generations", "lone_parent", "elders")


def households(seed: int, number: int) -> list[Household]:
    """As many in every city, give or take one."""
    maker = Maker(Random(seed))
    return [maker.household(PLACES[index % len(PLACES)]) for index in range(number)]


class Maker:
    """Chance, and the ID numbers that are taken."""

    def __init__(self, chance: Random) -> None:
        self.chance = chance
        self._taken: set[str] = set()

    def household(self, place: Place) -> Household:
        pick = self.chance
        area = community(place, pick.randint(1, STREETS), pick.randint(1, COMMUNITIES))
        members = list(self._members(pick.choice(SHAPES), place))
        home = Household(
            area=area,
            address=address(area, pick.randint(1, 30), pick.randint(1, 30) * 100 + pick.randint(1, 4)),
            local_since=TODAY - timedelta(days=pick.randint(30, 9000)),
            members=members,
        )
        endow(home, pick)
        return home

    def _members(self, shape: str, place: Place) -> Iterator[Person]:
        if shape == "elders":
            yield from self._couple(place, 70, 95)
            return
        if shape in {"single", "lone_parent"}:
            adults = [self._person(place, self._sex(), 22, 60)]
        else:
            adults = self._couple(place, 23, 58)
        yield from adults
        if shape in {"family", "three_generations", "lone_parent"}:
            yield from self._children(place, adults)
        if shape == "three_generations":
            elder = self._person(place, self._sex(), age(adults[0]) + 22, age(adults[0]) + 35)
            adults[0].parents.append(elder.id_number)
            yield elder

    def _couple(self, place: Place, youngest: int, oldest: int) -> list[Person]:
        husband = self._person(place, "男", youngest, oldest)
        wife = self._person(place, "女", max(youngest, age(husband) - 5), age(husband) + 3)
        for one, other in ((husband, wife), (wife, husband)):
            one.spouse = one.registered_spouse = other.id_number
        return [husband, wife]

    def _children(self, place: Place, parents: list[Person]) -> Iterator[Person]:
        most = min(age(parent) for parent in parents) - 21
        for _ in range(self.chance.choice((1, 1, 2, 3))):
            child = self._person(place, self._sex(), 0, min(most, 20))
            child.name = parents[0].name[0] + child.name[1:]
            child.parents = [parent.id_number for parent in parents]
            yield child

    def _person(self, place: Place, sex: Sex, youngest: int, oldest: int) -> Person:
        days = self.chance.randint(youngest * 366, max(youngest * 366, oldest * 365))
        born = TODAY - timedelta(days=days)
        return Person(
            id_number=self._number(place, born, sex),
            name=names.family(self.chance) + names.given(self.chance),
            sex=sex,
            birth_date=born,
        )

    def _number(self, place: Place, born: date, sex: Sex) -> str:
        while True:
            number = id_number(place.code, born, self.chance.randint(100, 480), sex)
            if number not in self._taken:
                self._taken.add(number)
                return number

    def _sex(self) -> Sex:
        return self.chance.choice(("男", "女"))


def age(person: Person) -> int:
    """In full years, on the day for which the people are made."""
    born = person.birth_date
    return TODAY.year - born.year - ((TODAY.month, TODAY.day) < (born.month, born.day))
