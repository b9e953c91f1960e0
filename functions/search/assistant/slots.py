"""What tells candidates apart, read off the published entries: for whom, what is to be done, from where, in which city, about what."""

from collections.abc import Callable

from chalicelib import cities

from ..engine.model import Hit
from ..model.talk import Slot
from .words import words

ASKS: dict[Slot, str] = {
    "who": "是个人办，还是企业、单位办？",
    "action": "您要做哪一种？",
    "place": "是在本地办，还是异地或者涉外的？",
    "city": "您在哪个城市办？",
    "theme": "是哪方面的事？",
}
PERSON, COMPANY = "个人", "企业、单位"
LOCAL = "本地"
WHOLE_PROVINCE = "34"


def values(hit: Hit, slot: Slot) -> frozenset[str]:
    """The answers to a question that lead to this entry; none where it goes with any."""
    return READERS[slot](hit)


def label(slot: Slot, value: str) -> str:
    return cities.NAMES.get(value, value) if slot == "city" else value


def _who(hit: Hit) -> frozenset[str]:
    return frozenset(PERSON if it == "自然人" else COMPANY for it in hit.audience)


def _action(hit: Hit) -> frozenset[str]:
    if hit.kind == "scenario":
        return frozenset()
    shown = frozenset(label for label, signs in words().actions.items() if _shows(hit.title, signs))
    first = words().first
    return shown | {first.label} if _shows(hit.title, ["首次"]) or not shown else shown


def _place(hit: Hit) -> frozenset[str]:
    if hit.kind == "scenario":
        return frozenset()
    return frozenset(it for it, signs in words().places.items() if _shows(hit.title, signs)) or frozenset(
        {LOCAL}
    )


def _city(hit: Hit) -> frozenset[str]:
    return frozenset() if WHOLE_PROVINCE in hit.areas else frozenset(it[:4] for it in hit.areas)


def _theme(hit: Hit) -> frozenset[str]:
    return frozenset({hit.theme} if hit.theme else ())


def _shows(title: str, signs: list[str]) -> bool:
    return any(sign in title for sign in signs)


def _which(_: Hit) -> frozenset[str]:
    return frozenset()


READERS: dict[Slot, Callable[[Hit], frozenset[str]]] = {
    "who": _who,
    "action": _action,
    "place": _place,
    "city": _city,
    "theme": _theme,
    "which": _which,
}
