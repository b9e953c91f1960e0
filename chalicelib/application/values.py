"""What people type, as what a case keeps: fen, hundredths of ㎡, ISO dates, E.164; and back. A ValueError is their remark.

A string is what somebody wrote (``3500`` yuan); a number in JSON is what we keep ourselves (350000 fen).
"""

import re
import unicodedata
from collections.abc import Callable
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from chalicelib.definition.form import Column, Field
from chalicelib.id_numbers import checked
from chalicelib.phones import to_e164

MOST = 10**13  # fen: a hundred billion yuan
LARGEST = 10**9
MISSING = "请填写这一项。"


def typed(field: Field | Column, given: Any) -> Any:
    """The value of a field that is no table; raises ValueError with a remark in Chinese."""
    if not isinstance(given, (str, int, bool)):
        raise ValueError("请检查这一项。")  # noqa: TRY004 - pydantic's own convention: the remark is the message
    tidy = _tidy(given) if isinstance(given, str) else given
    if is_blank(tidy):
        raise ValueError(MISSING)
    return READ[field.type](field, tidy)


def is_blank(given: Any) -> bool:
    return given is None or (isinstance(given, str) and not given.strip()) or given in ([], {})


def _tidy(given: str) -> str:
    """Full-width digits and letters become plain ones; only line breaks are left of what cannot be seen."""
    plain = "".join(unicodedata.normalize("NFKC", sign) if sign in WIDE else sign for sign in given.strip())
    return "".join(sign for sign in plain if sign in "\n\t" or sign.isprintable()).strip()


WIDE = {
    chr(code) for code in range(0xFF10, 0xFF5B) if unicodedata.category(chr(code)) in {"Nd", "Lu", "Ll"}
} | {
    "．",
    "－",
    "　",
}


def _text(field: Field | Column, given: Any) -> str:
    words = " ".join(str(given).split())
    return _short_enough(field, words)


def _long_text(field: Field | Column, given: Any) -> str:
    return _short_enough(field, str(given).replace("\r\n", "\n"))


def _short_enough(field: Field | Column, words: str) -> str:
    most = field.max_length if isinstance(field, Field) else 100
    if len(words) > most:
        raise ValueError(f"最多 {most} 个字。")
    return words


def _integer(field: Field | Column, given: Any) -> int:
    if isinstance(given, str) and re.fullmatch(r"-?\d{1,9}", given):
        given = int(given)
    if isinstance(given, int) and not isinstance(given, bool) and abs(given) < LARGEST:
        return _within(field, given, lambda value: f"{value:,}")
    raise ValueError("请填写整数，例如 3。")


def _hundredths(unit: str) -> Callable[[Field | Column, Any], int]:
    def read(field: Field | Column, given: Any) -> int:
        value = _exact(given, unit) if isinstance(given, str) else given
        if isinstance(value, bool) or not 0 <= value <= MOST:
            raise ValueError(f"请填写以{unit}为单位的数字，例如 3500 或 3500.50。")
        return _within(field, value, lambda it: f"{plain(it)} {unit}")

    return read


def _exact(given: str, unit: str) -> int:
    try:
        amount = Decimal(re.sub(rf"[,，\s]|元|¥|￥|㎡|平方米|平米|{unit}", "", given)) * 100
    except InvalidOperation:
        return -1
    return int(amount) if amount.is_finite() and amount == amount.to_integral_value() else -1


def plain(hundredths: int) -> str:
    """``2,100`` of 210000, ``15.5`` of 1550."""
    whole, rest = divmod(hundredths, 100)
    return f"{whole:,}" + (f".{rest:02d}".rstrip("0") if rest else "")


def _within(field: Field | Column, value: int, shown: Callable[[int], str]) -> int:
    least = field.minimum if isinstance(field, Field) else None
    most = field.maximum if isinstance(field, Field) else None
    if least is not None and value < least:
        raise ValueError(f"不能小于 {shown(least)}。")
    if most is not None and value > most:
        raise ValueError(f"不能大于 {shown(most)}。")
    return value


def _date(field: Field | Column, given: Any) -> str:  # noqa: ARG001
    found = re.fullmatch(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?", str(given))
    try:
        return date(*map(int, found.groups())).isoformat() if found else _no_date()
    except ValueError:
        return _no_date()


def _no_date() -> str:
    raise ValueError("请填写日期，例如 2026-05-01。")


def _choice(field: Field | Column, given: Any) -> str:
    if given in {option.value for option in field.options}:
        return str(given)
    raise ValueError("请从给出的选项中选择。")


def _yes_no(field: Field | Column, given: Any) -> bool:  # noqa: ARG001
    said = {"yes": True, "no": False, "true": True, "false": False}
    if isinstance(given, bool):
        return given
    if given in said:
        return said[str(given)]
    raise ValueError("请选择“是”或“否”。")


def _phone(field: Field | Column, given: Any) -> str:  # noqa: ARG001
    return to_e164(str(given)[:32])


def _id_number(field: Field | Column, given: Any) -> str:  # noqa: ARG001
    return checked(str(given)[:32])


READ: dict[str, Callable[[Field | Column, Any], Any]] = {
    "text": _text,
    "long_text": _long_text,
    "integer": _integer,
    "money": _hundredths("元"),
    "area": _hundredths("平方米"),
    "date": _date,
    "choice": _choice,
    "yes_no": _yes_no,
    "phone": _phone,
    "id_number": _id_number,
}


UNITS = {"money": "元", "area": "㎡"}


def shown(value: Any, field: Field, unit: str = "") -> str:
    """A field's value as people read it: a choice by its label, a table by how many rows it has."""
    if field.type == "table" and isinstance(value, list):
        return f"{len(value)} 项"
    labels = {option.value: option.label for option in field.options}
    if isinstance(value, list):
        return "、".join(shown(one, field, unit) for one in value)
    return labels.get(str(value)) or written(value, field.type, unit)


def written(value: Any, kind: str, unit: str = "") -> str:
    """``2,100 元``, ``15.5 ㎡``, ``36 个月``, ``2026年5月1日``, ``是``."""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, int):
        number = plain(value) if kind in UNITS else f"{value:,}"
        return f"{number} {unit or UNITS.get(kind, '')}".rstrip()
    if kind == "date":
        day = value if isinstance(value, date) else date.fromisoformat(value)
        return f"{day.year}年{day.month}月{day.day}日"
    return "、".join(map(str, value)) if isinstance(value, list) else str(value)


def in_cell(column: Column, value: Any) -> str:
    """A cell of a table as people read it; what nobody said is empty."""
    labels = {option.value: option.label for option in column.options}
    return "" if value is None else labels.get(str(value)) or written(value, column.type)


def as_typed(kind: str, value: Any) -> str:
    """A value as its field holds it, so that sending it again changes nothing."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if kind in UNITS:
        return plain(value).replace(",", "")
    return str(value).removeprefix("+86") if kind == "phone" else str(value)
