"""What a household used and owes: invented, and the same for the same account on every machine."""

import random
from dataclasses import dataclass
from datetime import date
from typing import Any

UNITS = {"water": "吨", "electricity": "度", "gas": "立方米"}
PRICES = {"water": 285, "electricity": 57, "gas": 298}  # fen per unit
SPANS = {"water": (6, 22), "electricity": (90, 420), "gas": (8, 60)}
FAMILY = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦许何吕张"
MONTHS, UNPAID = 12, 2


@dataclass(frozen=True)
class Account:
    """``number`` has ten digits, the last of which checks the others (Luhn)."""

    utility: str
    number: str
    holder: str
    address: str


def account(utility: str, number: str) -> Account | None:
    if len(number) != 10 or not number.isdecimal() or _luhn(number):
        return None
    chance = random.Random(f"{utility}{number}")
    holder = f"{chance.choice(FAMILY)}**"
    return Account(utility, number, holder, f"***小区 {chance.randrange(1, 30)} 幢 ***")


def months(it: Account, today: date) -> list[dict[str, Any]]:
    """The last twelve, oldest first; ``usage`` in hundredths of the unit."""
    made = []
    for back in range(MONTHS, 0, -1):
        year, month = divmod(today.year * 12 + today.month - 1 - back, 12)
        chance = random.Random(f"{it.utility}{it.number}{year}{month}")
        usage = chance.randrange(SPANS[it.utility][0] * 100, SPANS[it.utility][1] * 100)
        amount = usage * PRICES[it.utility] // 100
        made.append({"period": f"{year}-{month + 1:02}", "usage": usage, "amount": amount})
    return made


def unpaid(it: Account, today: date) -> list[dict[str, Any]]:
    """The bills of the last two months, due on the 20th of the month after."""
    bills = []
    for month in months(it, today)[-UNPAID:]:
        year, number = (int(part) for part in month["period"].split("-"))
        due = date(year + number // 12, number % 12 + 1, 20)
        bills.append({**month, "bill": f"{it.number}-{month['period']}", "due": due.isoformat()})
    return bills


def complete(nine: str) -> str:
    """A number that checks out, from its first nine digits."""
    return next(nine + last for last in "0123456789" if not _luhn(nine + last))


def _luhn(number: str) -> int:
    digits = [int(digit) for digit in reversed(number)]
    doubled = [sum(divmod(digit * 2, 10)) for digit in digits[1::2]]
    return (sum(digits[0::2]) + sum(doubled)) % 10
