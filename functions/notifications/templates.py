"""What is said about which fact: ``templates.toml``, checked when it is read."""

import tomllib
from functools import cache
from pathlib import Path
from string import Formatter
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, field_validator

from .model import Category, Message

WORDS = {"public_url", "matter"}


class Template(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    category: Category
    useful_minutes: Annotated[int, Field(gt=0)]
    text: Annotated[str, Field(min_length=10, max_length=120)]
    not_for: list[
        str
    ] = []  # a fact of such a status is not told: another one tells it, or they know it themselves

    @field_validator("text")
    @classmethod
    def _holds_nothing_personal(cls, text: str) -> str:
        """No text has room for a name, a phone or a plate: only our address, and the matter's part of it, are filled in."""
        if {name for _, name, _, _ in Formatter().parse(text) if name is not None} - WORDS:
            raise ValueError("a text may hold {public_url} and {matter}, and nothing else in braces")
        return text


@cache
def templates() -> dict[str, Template]:
    """By fact type; raises ValidationError."""
    content = tomllib.loads(Path(__file__).with_name("templates.toml").read_text(encoding="utf-8"))
    return TypeAdapter(dict[str, Template]).validate_python(content)


def words(message: Message, public_url: str) -> str:
    """The reference makes each text unlike any other, so that the carrier can be asked for this very one."""
    text = templates()[message.about].text.format(public_url=public_url, matter=message.matter)
    return f"{text}（编号 {message.id[:8]}）"
