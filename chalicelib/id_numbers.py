"""Resident identity numbers as people type them (GB 11643): 18 signs, the last one a check digit that may be X."""

from datetime import date
from typing import Annotated
from unicodedata import normalize

from pydantic import AfterValidator, Field

LENGTH = 18


def checked(typed: str) -> str:
    """The number, without spaces, full-width signs or a small x; raises ValueError with what to look at.

    Not ``ric.validate``: it also wants the first six digits to have been a county in the year of birth. A number keeps the
    code of the day on which it was given, and most of those who are old today were given theirs in 1984 or later.
    """
    from stdnum.cn import ric

    number = "".join(normalize("NFKC", typed).upper().split())
    if len(number) != LENGTH:
        raise ValueError(f"身份证号应当是 {LENGTH} 位，您填了 {len(number)} 位。")
    if not (number[:-1].isascii() and number[:-1].isdigit() and number[-1] in "0123456789X"):
        raise ValueError("身份证号的前 17 位都是数字，最后一位是数字或者 X。")
    if not _is_a_day(number):
        raise ValueError("第 7 到 14 位是出生日期，请对照身份证检查。")
    if ric.calc_check_digit(number) != number[-1]:
        raise ValueError("身份证号有一位不对，请对照身份证逐位检查。")
    return number


def _is_a_day(number: str) -> bool:
    try:
        return date.fromisoformat(f"{number[6:10]}-{number[10:12]}-{number[12:14]}").year >= 1880
    except ValueError:
        return False


IdNumber = Annotated[str, Field(max_length=32), AfterValidator(checked)]
