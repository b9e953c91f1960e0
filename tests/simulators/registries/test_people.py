"""Made-up people: enough of them, the same from the same seed, and nobody who contradicts themselves."""

from collections import Counter
from datetime import date

import pytest

from chalicelib.id_numbers import checked
from simulators.registries import generator, named
from simulators.registries.answers import answer
from simulators.registries.people import Household, Person, Population
from simulators.registries.relations import relation


@pytest.fixture(scope="module")
def homes() -> list[Household]:
    return named.households() + generator.households(34, 2400)


@pytest.fixture(scope="module")
def people(homes: list[Household]) -> list[Person]:
    return [member for home in homes for member in home.members]


def test_there_are_two_thousand_households_in_sixteen_cities(homes: list[Household]) -> None:
    cities = Counter(home.area[:4] for home in homes)

    assert len(homes) > 2000
    assert len(cities) == 16
    assert min(cities.values()) == 150


def test_the_same_seed_makes_the_same_people() -> None:
    assert generator.households(7, 40) == generator.households(7, 40)
    assert generator.households(7, 40) != generator.households(8, 40)


def test_every_number_is_well_made_and_nobodys_else(people: list[Person]) -> None:
    assert len({it.id_number for it in people}) == len(people)
    for it in people:
        assert checked(it.id_number) == it.id_number
        assert it.id_number[6:14] == f"{it.birth_date:%Y%m%d}"
        assert int(it.id_number[16]) % 2 == (it.sex == "男")


def test_spouses_are_each_others_and_parents_are_older(homes: list[Household]) -> None:
    for home in homes:
        known = {it.id_number: it for it in home.members}
        for it in home.members:
            assert not it.spouse or known[it.spouse].spouse == it.id_number
            assert all(known[parent].birth_date.year <= it.birth_date.year - 18 for parent in it.parents)


def test_children_own_and_earn_nothing(people: list[Person]) -> None:
    for it in people:
        if it.birth_date > date(2010, 1, 1):
            assert (it.homes, it.vehicles, it.insurance.annual, it.spouse) == ([], [], 0, "")


def test_there_are_people_on_both_sides_of_every_line(people: list[Person]) -> None:
    assert any(it.homes for it in people)
    assert any(it.support == "minimum_allowance" for it in people)
    assert any(it.teacher_certificates for it in people)
    assert any(it.diplomas for it in people)
    assert any(it.birth_date < date(1946, 1, 1) for it in people)


def test_relations_are_to_whoever_is_asked_about() -> None:
    home = named.households()[0]
    husband, wife, child = home.members

    assert [relation(home, husband, it) for it in home.members] == ["本人", "妻", "女"]
    assert [relation(home, wife, it) for it in home.members] == ["夫", "本人", "女"]
    assert [relation(home, child, it) for it in home.members] == ["父", "母", "本人"]


def test_three_generations_and_siblings_are_told_apart() -> None:
    home = named.households()[5]
    sister, brother, father = home.members

    assert relation(home, sister, brother) == "兄弟"
    assert relation(home, brother, sister) == "姐妹"
    assert relation(home, father, brother) == "子"


def test_a_household_is_answered_as_the_one_asked_about_sees_it() -> None:
    people = Population(named.households())
    wife = people.households[0].members[1]

    said = answer(people, "police/household", [wife.id_number], ["members", "area"])

    assert [member["relation"] for member in said["members"]] == ["夫", "本人", "女"]
    assert said["area"] == "340102001001"
    assert set(said) == {"members", "area"}


def test_lists_of_several_people_are_joined() -> None:
    people = Population(named.households())
    numbers = [it.id_number for it in people.households[0].members]

    assert answer(people, "social_insurance/income", numbers, ["incomes"]) == {
        "incomes": [{"annual": 4_800_000}, {"annual": 3_600_000}]
    }
