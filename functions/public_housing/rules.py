"""What follows from what registries say about a household. Pure; money in fen, areas in hundredths of ㎡, whole months.

Basis: 《公共租赁住房管理办法》（住房和城乡建设部令第11号）第六条、第七条.
"""

from datetime import date
from typing import Any

Row = dict[str, Any]
SPOUSES = {"夫", "妻", "配偶"}
FIRST, SECOND = {"minimum_allowance", "honour_pension"}, {"disability"}


def household_size(members: list[Row]) -> int:
    return len(members)


def income_per_person(incomes: list[Row], members: list[Row]) -> int:
    """A month's income per person; what is left of a fen is dropped, in the applicant's favour."""
    total: int = sum(income["annual"] for income in incomes)
    return total // 12 // max(len(members), 1)


def area_per_person(homes: list[Row], members: list[Row]) -> int:
    """Of each home, the family's share."""
    total: int = sum(home["area"] * home["share"] for home in homes)
    return total // 100 // max(len(members), 1)


def vehicles_value(vehicles: list[Row]) -> int:
    total: int = sum(vehicle["value"] for vehicle in vehicles)
    return total


def local_months(local_since: date, on: date) -> int:
    return _whole_months(local_since, on)


def months_since_graduation(graduated: date, on: date) -> int:
    return _whole_months(graduated, on)


def priority(supports: list[Row]) -> int:
    """2: a minimum living allowance or a pension of honour; 1: a disability; 0: none of these.

    Basis: 《公共租赁住房管理办法》第十八条 (优先安排).
    """
    kinds = {support["kind"] for support in supports}
    return 2 if kinds & FIRST else 1 if kinds & SECOND else 0


def spouses_agree(members: list[Row], marriages: list[Row]) -> bool:
    """Whoever is married applies together with their spouse, and whoever is called a spouse is married."""
    here = {member["id_number"] for member in members}
    married = {marriage["id_number"]: marriage["spouse"] for marriage in marriages}
    called = {member["id_number"] for member in members if member["relation"] in SPOUSES}
    return set(married.values()) <= here and called <= set(married)


def _whole_months(since: date, on: date) -> int:
    months = (on.year - since.year) * 12 + on.month - since.month
    return max(months - (on.day < since.day), 0)
