"""Resident identity numbers (GB 11643): district, date of birth, sequence, check digit."""

from datetime import date
from typing import Literal

Sex = Literal["男", "女"]
WEIGHTS = tuple(2**place % 11 for place in range(17, 0, -1))
CHECK = "10X98765432"


def id_number(district: str, born: date, sequence: int, sex: Sex) -> str:
    """``sequence`` counts those of one sex born in a district on a day, up to 499; odd numbers are men's."""
    order = sequence * 2 + (1 if sex == "男" else 0)
    first = f"{district}{born:%Y%m%d}{order:03}"
    total = sum(int(digit) * weight for digit, weight in zip(first, WEIGHTS, strict=True))
    return first + CHECK[total % 11]
