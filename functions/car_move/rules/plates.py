"""Which number plates there are. Basis: GA 36-2018 《中华人民共和国机动车号牌》."""

import re
import unicodedata

from chalicelib.errors import Invalid

PROVINCES = "京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川贵云藏陕甘青宁新"
PURE_ELECTRIC, OTHER_NEW_ENERGY = "ABCDE", "FGHJK"
FEW_LETTERS = r"(?!(?:.*[A-Z]){3})"
SERIAL = "[A-HJ-NP-Z0-9]"
OFFICE = f"[{PROVINCES}][A-HJ-NP-Z]"
ENERGY = f"[{PURE_ELECTRIC}{OTHER_NEW_ENERGY}]"

KINDS = {
    "普通汽车": rf"{OFFICE}{FEW_LETTERS}{SERIAL}{{5}}",
    "教练、警用、挂车": rf"{OFFICE}{FEW_LETTERS}{SERIAL}{{4}}[学警挂]",
    "港澳入出境": rf"粤Z{FEW_LETTERS}{SERIAL}{{4}}[港澳]",
    "使馆": r"[0-9]{6}使|使[0-9]{6}",
    "领馆": rf"[{PROVINCES}][A-HJ-NP-Z0-9][0-9]{{4}}领",
    "小型新能源": rf"{OFFICE}{ENERGY}{SERIAL}[0-9]{{4}}",
    "大型新能源": rf"{OFFICE}[0-9]{{5}}{ENERGY}",
}


def read(text: str) -> str:
    """The plate that ``text`` means, in the one form that is kept; raises Invalid, saying what to mend.

    GA 36-2018 5.7 (provinces), 5.8 (offices), 5.9 (serials: no I or O; at most two letters on ordinary
    plates; on new-energy plates D, A, B, C, E mean pure electric and F, G, H, J, K the others, first on
    small vehicles and last on large ones). Consular and embassy forms of the 2007 edition still drive.
    """
    plate = tidy(text)
    if kind(plate) is None:
        raise Invalid("请核对车牌号。", {"plate": _remark(plate)})
    return plate


def kind(plate: str) -> str | None:
    """The kind of a tidy plate; None where no such plate is issued."""
    return next((name for name, pattern in KINDS.items() if re.fullmatch(pattern, plate)), None)


def tidy(text: str) -> str:
    """Full-width, lower-case, spaces, dots and dashes are how people type; none of it is on the plate."""
    return re.sub(r"[\W_]", "", unicodedata.normalize("NFKC", text)).upper()


def _remark(plate: str) -> str:
    """The first thing to mend, in the order one reads a plate."""
    checks = (
        (not plate, "请填写车牌号，例如 皖A12345。"),
        (not re.match(rf"[{PROVINCES}使0-9]", plate), "车牌号的第一个字是省份简称，例如 皖、苏、沪。"),
        (not re.match(r".[A-Z0-9]", plate), "车牌号的第二位是一个字母，例如 皖A。"),
        (re.search("[IO]", plate) is not None, "车牌号里没有字母 I 和 O，请看看是不是数字 1 和 0。"),
        (len(plate) not in {7, 8}, f"车牌号是 7 位，新能源车是 8 位；您填了 {len(plate)} 位。"),
        (len(plate) == 8, "新能源车牌的第三位是字母（小车），或最后一位是字母（大车），请对照行驶证核对。"),
    )
    return next((remark for wrong, remark in checks if wrong), "没有这样的车牌号，请对照行驶证核对。")
