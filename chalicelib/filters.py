"""How things are written on a page: times, money, plates."""

from datetime import datetime, timedelta, timezone

BEIJING = timezone(timedelta(hours=8), "Asia/Shanghai")


def local_time(moment: datetime) -> str:
    """``5月1日 09:30``, with the year where it is another than this one."""
    there = moment.astimezone(BEIJING)
    year = "" if there.year == datetime.now(BEIJING).year else f"{there.year}年"
    return f"{year}{there.month}月{there.day}日 {there:%H:%M}"


def local_date(moment: datetime) -> str:
    """``2026年5月1日``."""
    there = moment.astimezone(BEIJING)
    return f"{there.year}年{there.month}月{there.day}日"


def yuan(fen: int) -> str:
    """``¥1,234.56`` from 123456 fen."""
    sign = "-" if fen < 0 else ""
    whole, rest = divmod(abs(fen), 100)
    return f"{sign}¥{whole:,}.{rest:02d}"


def plate(number: str) -> str:
    """``粤B·12345``, as it stands on the car."""
    return f"{number[:2]}·{number[2:]}" if len(number) > 2 else number


def spaced(phone: str) -> str:
    """A mobile number as people read it aloud: ``138 0013 8000``."""
    digits = phone.removeprefix("+86")
    return f"{digits[:3]} {digits[3:7]} {digits[7:]}" if len(digits) == 11 else phone


def masked_name(name: str) -> str:
    """``王**`` for 王小明: the family name alone; of a single sign nothing is left."""
    return f"{name[:1]}{'*' * (len(name) - 1)}" if len(name) > 1 else "*"


def masked_id(number: str) -> str:
    """The area's first three digits and the last two of an ID number (GB 11643), as 公示 lists show them."""
    return (
        f"{number[:3]}{'*' * max(len(number) - 5, 0)}{number[-2:]}" if len(number) > 5 else "*" * len(number)
    )
