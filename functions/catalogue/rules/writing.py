"""How lists are written on a form, a line for each entry, and read back."""

from typing import Any

from chalicelib.errors import Invalid

from ..model.content import Material, Step

WRONG = "有些内容需要修改，请看下面的提示。"
NEEDS, SOURCES = ["必要", "非必要", "容缺后补"], ["申请人自备", "部门共享", "登记机关调取"]


def lines(text: str) -> list[str]:
    return [line for each in text.splitlines() if (line := each.strip())]


def days(name: str, text: str) -> int | None:
    """None where nothing is written."""
    written = text.strip()
    if not written:
        return None
    if not written.isdecimal():
        raise Invalid(WRONG, {name: "请填写天数，例如 5；当场办结填 0。"})
    return int(written)


def materials(text: str) -> list[dict[str, str]]:
    """``居民身份证|申请人自备|必要|正反两面``; what comes after the name may be left out."""
    return [_material(number, line) for number, line in enumerate(lines(text), 1)]


def _material(number: int, line: str) -> dict[str, str]:
    parts = [part.strip() for part in line.replace("｜", "|").split("|", 3)]
    found = {
        name: part for name, part in zip(("name", "source", "need", "sample"), parts, strict=False) if part
    }
    for name, known in (("source", SOURCES), ("need", NEEDS)):
        if found.get(name, known[0]) not in known:
            said = f"第 {number} 行：“{found[name]}”不对，只能写{'、'.join(known)}。"
            raise Invalid(WRONG, {"materials": said})
    if "name" not in found:
        raise Invalid(WRONG, {"materials": f"第 {number} 行：请写材料名称。"})
    return found


def material_line(it: Material) -> str:
    return "|".join([it.name, it.source, it.need, it.sample]).rstrip("|")


def synonyms(text: str) -> dict[str, list[str]]:
    """``高职扩招 = 高等职业教育、单独招生``."""
    found: dict[str, list[str]] = {}
    for number, line in enumerate(lines(text), 1):
        spoken, sign, official = line.replace("＝", "=").partition("=")
        terms = _several(official)
        if not (sign and spoken.strip() and terms):
            raise Invalid(WRONG, {"synonyms": f"第 {number} 行：请写成“口语词 = 正式说法、正式说法”。"})
        found[spoken.strip()] = terms
    return found


def synonym_line(spoken: str, terms: list[str]) -> str:
    return f"{spoken} = {'、'.join(terms)}"


def steps(text: str) -> list[dict[str, Any]]:
    """``上户口|newborn-household|出生证明|说明``: title, matters, the steps before, a note; lists with 、."""
    found = [_step(number, line) for number, line in enumerate(lines(text), 1)]
    _in_order(found)
    return found


def _step(number: int, line: str) -> dict[str, Any]:
    parts = [part.strip() for part in line.replace("｜", "|").split("|", 3)]
    title, matters, after, note = [*parts, "", "", ""][:4]
    if not title:
        raise Invalid(WRONG, {"steps": f"第 {number} 行：请写这一步的名称。"})
    return {"title": title, "matters": _several(matters), "after": _several(after), "note": note}


def _several(text: str) -> list[str]:
    return [
        part for each in text.replace("，", "、").replace(",", "、").split("、") if (part := each.strip())
    ]


def step_line(it: Step) -> str:
    return "|".join([it.title, "、".join(it.matters), "、".join(it.after), it.note]).rstrip("|")


def _in_order(found: list[dict[str, Any]]) -> None:
    """Raises Invalid for a step that waits for one that does not stand above it."""
    above: set[str] = set()
    for number, step in enumerate(found, 1):
        if missing := [title for title in step["after"] if title not in above]:
            said = f"第 {number} 行：要等的“{missing[0]}”没有写在它上面。"
            raise Invalid(WRONG, {"steps": said})
        above.add(step["title"])
