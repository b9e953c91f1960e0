"""What the rules may ask about a matter, by name; each None where nothing was said."""

import re
from functools import lru_cache

from chalicelib.definition.lint.codes import TYPES

from ..model.content import Matter

Fact = str | int | bool | None

BODY, TYPE = slice(0, 18), slice(21, 23)  # of a task code: 18 body, 1 level, 12 base (2 province, 2 type …)
PAIRS = [("（", "）"), ("(", ")"), ("《", "》"), ("“", "”")]
BEGINS = re.compile("申请|受理|提交")
WAITS = re.compile("公示|听证|专家评审|现场勘验|实地核查|检验检测")


def facts_of(matter: Matter) -> dict[str, Fact]:
    codes, limits = matter.codes, matter.limits
    same_days = limits.statutory_type == limits.promised_type
    return {
        "task_type": matter.task_type,
        "link_way": matter.link_way or None,
        "supervise_way": matter.supervise_way or None,
        "visits": matter.visits,
        "online": matter.online,
        "courier": matter.courier,
        "where": matter.where or matter.runs_at or None,
        "materials": len(matter.materials) if _tells_more(matter) else None,
        "conditions": len(matter.conditions),
        "basis": len(matter.basis),
        "statutory": limits.statutory if same_days else None,
        "promised": limits.promised if same_days else None,
        "has_limits": (limits.statutory, limits.promised) != (None, None),
        "same_days": same_days if None not in (limits.statutory, limits.promised) else None,
        "code_digits": len(codes.task) if codes.task else None,
        "code_type": codes.task[TYPE] if codes.task else None,
        "type_code": TYPES[matter.task_type],
        "code_base": codes.task[19:31] if codes.task else None,
        "catalogue_code": codes.catalogue or None if codes.task else None,
        "credit_code_holds": holds(codes.body) if codes.body else None,
        "title_closes": all(matter.title.count(left) == matter.title.count(right) for left, right in PAIRS),
        "waits_though_instant": _waits(matter.steps) if limits.promised == 0 else None,
        "material_twice": _twice([each.name for each in matter.materials]),
        "name_twice": _twice(matter.everyday_names),
        "utterance_twice": _twice(matter.utterances),
        "says_only_its_title": matter.title in matter.utterances,
    }


@lru_cache(maxsize=4096)
def holds(code: str) -> bool:
    """Whether it is a credit code with a good check digit (GB 32100)."""
    from stdnum.cn import uscc

    return bool(uscc.is_valid(code))


def _waits(steps: list[str]) -> bool:
    """Whether something takes days once it was applied for; what comes before does not count."""
    begins = next((number for number, step in enumerate(steps) if BEGINS.search(step)), 0)
    return any(map(WAITS.search, steps[begins:]))


def _tells_more(matter: Matter) -> bool:
    """A list of bare names says nothing about materials, so nothing can be wrong with them."""
    return bool(matter.materials or matter.conditions or matter.steps or matter.where)


def _twice(named: list[str]) -> bool:
    return len(set(named)) < len(named)
