"""What somebody means who is not looking for a matter: a person, help at once, a chat, a new beginning. The words are data."""

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict

Meaning = Literal["person", "distress", "small_talk", "restart", "matter"]
NOISE = re.compile(r"[\W_]+")
TAIL = re.compile(r"[啊呀吧呢嘛吗哦哈了]+$")


class First(BaseModel):
    label: str
    signs: list[str]


class Events(BaseModel):
    signs: list[str]


class Hours(BaseModel):
    """Of the counter staff, on working days in Beijing."""

    opens: int
    closes: int


class Surnames(BaseModel):
    known: str


class Words(BaseModel):
    """``words.toml``."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    person: list[str]
    distress: list[str]
    small_talk: list[str]
    restart: list[str]
    none: list[str]
    actions: dict[str, list[str]]
    spoken: dict[str, list[str]]
    events: Events
    first: First
    places: dict[str, list[str]]
    hours: Hours
    surnames: Surnames


@cache
def words() -> Words:
    return Words.model_validate(
        tomllib.loads(Path(__file__).with_name("words.toml").read_text(encoding="utf-8"))
    )


def plain(text: str) -> str:
    """Lower case, without punctuation and spaces."""
    return NOISE.sub("", text).lower()


def meaning(text: str) -> Meaning:
    said = plain(text)
    if any(sign in said for sign in words().distress):
        return "distress"
    if any(sign in said for sign in words().person):
        return "person"
    if _is_one_of(said, words().restart):
        return "restart"
    return "small_talk" if _is_one_of(said, words().small_talk) or not said else "matter"


def is_none(text: str) -> bool:
    """Whether they refuse all that was offered."""
    return _is_one_of(plain(text), words().none)


def spoken_action(text: str) -> str:
    """What they say is to be done; "" where they do not say."""
    said = plain(text)
    found = (it for it, signs in words().spoken.items() if any(sign in said for sign in signs))
    return next(found, "")


def asks_for_all(text: str) -> bool:
    """Whether they ask for everything that some event of life brings with it."""
    return any(sign in plain(text) for sign in words().events.signs)


def _is_one_of(said: str, known: list[str]) -> bool:
    return said in known or TAIL.sub("", said) in known
