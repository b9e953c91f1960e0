"""Rows of the national exchange (国家政务服务平台 实施清单), as provinces publish them: codes of 31 or 33 digits."""

import re
from typing import Any

from ..model.words import ALL_THEMES, OTHER

NOTHING = {"", "无", "无。", "不限", "/"}
DAYS = re.compile(r"(\d+)\s*[(（](工作日|自然日)[)）]")
BETWEEN = re.compile(r"[，,、；;]+")
LEGAL = {"企业法人", "事业法人", "社会组织法人", "非法人企业", "行政机关", "法人"}
# What other provinces call a theme -> what it is called here.
THEMES = {
    "社会保障（社会保险、社会救助）": "社会保障",
    "找工作": "就业创业",
    "创业": "就业创业",
    "失业": "就业创业",
    "高校毕业生": "就业创业",
    "人才": "职业资格",
    "纳税": "纳税缴费",
    "行政缴费": "纳税缴费",
    "升学": "教育科研",
    "义务教育": "教育科研",
    "生小孩": "生育收养",
    "结婚": "婚姻登记",
    "退休": "离职退休",
    "老年人": "优待抚恤",
    "养老服务": "优待抚恤",
    "残疾人": "优待抚恤",
    "迁居": "户籍办理",
    "买房子": "住房保障",
    "农民": "涉农服务",
    "涉农补贴": "涉农服务",
    "港澳台侨": "出境入境",
    "外国人": "出境入境",
    "旅游观光": "文化体育",
}


def reads(row: dict[str, Any]) -> bool:
    return "TASK_CODE" in row and "TASK_NAME" in row


def id_of(row: dict[str, Any]) -> str:
    return str(row["TASK_CODE"]).strip().lower()


def matter(row: dict[str, Any]) -> dict[str, Any]:
    """In the words of ``model.content.Matter``."""
    code = str(row["TASK_CODE"]).strip()
    return {
        "title": row["TASK_NAME"],
        "theme": _theme(row.get("theme_category")),
        "department": row["DEPT_NAME"],
        "task_type": row["TASK_TYPE_TEXT"],
        "audience": _audience(row.get("service_object_name")),
        "summary": f"由{row['DEPT_NAME']}办理的{row['TASK_TYPE_TEXT']}。",
        "conditions": _said(row.get("accept_standard")),
        "materials": [{"name": name} for name in _listed(row.get("material_intro"))],
        "limits": _days(row.get("handle_time"), "statutory")
        | _days(row.get("handle_time_limit"), "promised"),
        "where": _text(row.get("handle_location")).removeprefix("办理地点："),
        "areas": [_area(str(row.get("AREACODE", "")))],
        "everyday_names": _names(row),
        "visits": _number(row.get("visit_number")),
        "online": _yes(row.get("online_book")),
        "courier": _yes(row.get("courier_service")),
        "link_way": _text(row.get("consult_phone")),
        "supervise_way": _text(row.get("complain_phone")),
        "codes": {"task": code, "catalogue": _text(row.get("CATAID")), "body": code[:18]},
    }


def _text(value: Any) -> str:
    text = str(value or "").strip()
    return "" if text in NOTHING else text


def _said(value: Any) -> list[str]:
    return [text] if (text := _text(value)) else []


def _listed(value: Any) -> list[str]:
    return [text for each in value if (text := _text(each))] if isinstance(value, list) else _said(value)


def _theme(named: Any) -> str:
    known = [THEMES.get(each, each) for each in _listed(named)]
    return next((each for each in known if each in ALL_THEMES and each != OTHER), OTHER)


def _audience(named: Any) -> list[str]:
    whom = set(_listed(named))
    found = ["自然人"] if "自然人" in whom else []
    found += ["法人"] if whom & LEGAL else []
    found += ["其他组织"] if "其他组织" in whom else []
    return found or ["自然人", "法人", "其他组织"]


def _days(value: Any, which: str) -> dict[str, Any]:
    found = DAYS.match(_text(value))
    return {which: int(found[1]), f"{which}_type": found[2]} if found else {}


def _names(row: dict[str, Any]) -> list[str]:
    """日常用语 and 简称, each where it is one."""
    said = [*BETWEEN.split(_text(row.get("matter_daily"))), *_said(row.get("matter_short"))]
    names = ("".join(each.split()) for each in said)
    return list(dict.fromkeys(name for name in names if len(name) > 1))


def _number(value: Any) -> int | None:
    text = _text(value)
    return int(text) if text.isdecimal() else None


def _yes(value: Any) -> bool | None:
    text = _text(value)
    return None if not text else text == "是"


def _area(code: str) -> str:
    """Without the zeros that say "all of it": 440000 is a province, 440100 a city."""
    return re.sub(r"(00)+$", "", code[:6]) or code[:2]
