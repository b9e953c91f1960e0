"""Rows of a county's list: a name, a department, and a link that holds the codes of the province's own scheme.

``511A0138000000-511602000000-000-<body>-1-00``: base code, area, part, body, level, item. Bodies are credit codes, or whatever
the county wrote there: kept as they are, and warned of.
"""

import re
from typing import Any
from urllib.parse import parse_qs, urlsplit

from ..model.words import OTHER

SCHEME = re.compile(r"(?P<base>.+)-\d{12}-\d{3}-(?P<body>.+)-\d-\d{2}")
# As the names under each number show; the national scheme has 20 and 21 for the last two.
TYPES = {
    "1": "行政许可",
    "5": "行政给付",
    "7": "行政确认",
    "8": "行政奖励",
    "9": "行政裁决",
    "10": "其他行政权力",
    "20": "公共服务",
}


def reads(row: dict[str, Any]) -> bool:
    return {"title", "department", "link"} <= row.keys()


def id_of(row: dict[str, Any]) -> str:
    return _codes(row)["itemCode"].lower()


def matter(row: dict[str, Any]) -> dict[str, Any]:
    """In the words of ``model.content.Matter``; nobody says for whom it is, so it is for everybody."""
    codes = _codes(row)
    kind = TYPES[codes["taskType"]]
    code = codes["itemCode"]
    main = f"属于“{row['main_item']}”。" if row.get("main_item") else ""
    return {
        "title": " ".join(str(row["title"]).split())[:120],
        "theme": OTHER,
        "department": row["department"],
        "task_type": kind,
        "audience": ["自然人", "法人", "其他组织"],
        "summary": f"由{row['department']}办理的{kind}。{main}",
        "areas": [re.sub(r"(00)+$", "", codes["areaCode"][:6])],
        "link_way": "",
        "codes": {"local": code, "catalogue": _base(code), "body": _body(code)},
    }


def _codes(row: dict[str, Any]) -> dict[str, str]:
    """What the link asks for; raises ValueError for a link that holds no code."""
    asked = {name: values[-1] for name, values in parse_qs(urlsplit(row["link"]).query).items()}
    if missing := {"itemCode", "taskType", "areaCode"} - asked.keys():
        raise ValueError(f"链接里没有 {'、'.join(sorted(missing))}")
    return asked


def _base(code: str) -> str:
    whole = SCHEME.fullmatch(code)
    return whole["base"] if whole else code.rpartition("-")[0]


def _body(code: str) -> str:
    """Whoever issues it: a credit code, an organisation's older code, or what was written there instead."""
    whole = SCHEME.fullmatch(code)
    return whole["body"] if whole else code.rpartition("-")[2]
