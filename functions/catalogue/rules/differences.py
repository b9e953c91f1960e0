"""What a version changes, element by element, in words."""

from collections.abc import Iterable

from ..model.content import Content, Matter, Question, Scenario
from ..model.desk import Difference
from ..model.words import place
from .writing import material_line, step_line, synonym_line

LABELS = {
    "title": "名称",
    "theme": "主题",
    "department": "部门",
    "task_type": "事项类型",
    "audience": "服务对象",
    "summary": "一句话说明",
    "basis": "依据",
    "conditions": "受理条件",
    "materials": "材料",
    "steps": "步骤",
    "statutory": "法定时限（天）",
    "promised": "承诺时限（天）",
    "fee": "收费",
    "result": "结果",
    "where": "在哪里办",
    "hours": "办公时间",
    "link_way": "咨询电话",
    "supervise_way": "监督投诉电话",
    "visits": "到现场次数",
    "online": "网上办",
    "courier": "快递",
    "runs_at": "在通办的网址",
    "areas": "开通地区",
    "elder": "列入老年人常办",
    "everyday_names": "日常用语",
    "utterances": "问法",
    "synonyms": "同义词",
    "codes": "编码",
    "answer": "答案",
    "matters": "相关事项",
}


def texts(content: Content) -> dict[str, str]:
    """Every element as text, a line for each part: as a form shows it."""
    said = {"title": content.title, "areas": "\n".join(map(place, content.areas))}
    said |= {"everyday_names": _lines(content.everyday_names), "utterances": _lines(content.utterances)}
    match content:
        case Matter():
            return said | _matter(content)
        case Scenario():
            return said | {"summary": content.summary, "steps": _lines(map(step_line, content.steps))}
        case Question():
            return said | {"answer": content.answer, "matters": _lines(content.matters)}


def _matter(it: Matter) -> dict[str, str]:
    plain = ["theme", "department", "task_type", "summary", "fee", "result", "where", "hours", "runs_at"]
    plain += ["link_way", "supervise_way"]
    return {name: str(getattr(it, name)) for name in plain} | {
        "audience": _lines(it.audience),
        "basis": _lines(it.basis),
        "conditions": _lines(it.conditions),
        "materials": _lines(map(material_line, it.materials)),
        "steps": _lines(it.steps),
        "statutory": _days(it.limits.statutory),
        "promised": _days(it.limits.promised),
        "elder": _yes(it.elder),
        "online": _yes(it.online),
        "courier": _yes(it.courier),
        "visits": _days(it.visits),
        "codes": _lines(filter(None, it.codes.model_dump().values())),
        "synonyms": _lines(synonym_line(*each) for each in it.synonyms.items()),
    }


def _days(days: int | None) -> str:
    return "" if days is None else str(days)


def _yes(said: bool | None) -> str:
    return "" if said is None else "是" if said else "否"


def _lines(parts: Iterable[str]) -> str:
    return "\n".join(parts)


def between(before: Content | None, after: Content) -> list[Difference]:
    old, new = texts(before) if before else {}, texts(after)
    return [
        _between(name, old.get(name, ""), new.get(name, ""))
        for name in LABELS
        if old.get(name, "") != new.get(name, "")
    ]


def _between(name: str, before: str, after: str) -> Difference:
    """Lines that are gone and lines that are new; where only their order differs, all of them."""
    old, new = before.splitlines(), after.splitlines()
    gone, added = [it for it in old if it not in new], [it for it in new if it not in old]
    moved = not (gone or added)
    return Difference(label=LABELS[name], gone=old if moved else gone, added=new if moved else added)
