"""In which lists an entry stands, and where it is open."""

from collections.abc import Iterable

from chalicelib.definition.areas import PROVINCE

from ..model.content import Content, Matter, Question, Scenario
from ..model.entry import Listed

SCENARIOS, ELDER = "scenarios", "elder"


def lists_of(entry_id: str, content: Content) -> list[Listed]:
    """None for what is open nowhere: it is suspended, and found only by its address."""
    if not content.areas:
        return []
    return [
        Listed(
            id=entry_id,
            facet=facet,
            key=key,
            sort=_sort(entry_id, content),
            what=content.kind,
            title=content.title,
            summary="" if isinstance(content, Question) else content.summary,
            areas=content.areas,
            runs_at=content.runs_at if isinstance(content, Matter) else "",
        )
        for facet, key in _facets(content)
    ]


def _facets(content: Content) -> list[tuple[str, str]]:
    match content:
        case Matter():
            found = [("theme", theme(content.theme)), ("department", department(content.department))]
            found += [(f"audience:{each}", audience(each)) for each in content.audience]
            return [*found, ("elder", ELDER)] if content.elder else found
        case Scenario():
            named = dict.fromkeys(matter for step in content.steps for matter in step.matters)
            return [("scenarios", SCENARIOS), *((f"about:{each}", about(each)) for each in named)]
        case Question():
            return [(f"about:{each}", about(each)) for each in dict.fromkeys(content.matters)]


def _sort(entry_id: str, content: Content) -> str:
    """What can be done here and now comes first."""
    here = isinstance(content, Matter) and content.runs_at
    return f"{0 if here else 1}#{content.title}#{entry_id}"


def theme(name: str) -> str:
    return f"theme#{name}"


def department(name: str) -> str:
    return f"department#{name}"


def audience(name: str) -> str:
    return f"audience#{name}"


def about(matter_id: str) -> str:
    """Questions and life events that a matter is part of."""
    return f"about#{matter_id}"


def is_open(areas: Iterable[str], area: str) -> bool:
    """Whether it can be done there: 3401 lies in 34, and 340103 in 3401; for no area, everything is."""
    return not area or any(area.startswith(each) for each in areas)


def reach(areas: Iterable[str]) -> str:
    return "全省" if PROVINCE in areas else "部分地区"
