"""What is said about which fact: ``templates.toml``, checked when it is read."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from .model import Category, Message


class Template(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    category: Category
    useful_minutes: Annotated[int, Field(gt=0)]
    text: Annotated[str, Field(min_length=10, max_length=200)]


@cache
def templates() -> dict[str, Template]:
    """By fact type; raises ValidationError."""
    content = tomllib.loads(Path(__file__).with_name("templates.toml").read_text(encoding="utf-8"))
    return TypeAdapter(dict[str, Template]).validate_python(content)


def words(message: Message, public_url: str) -> str:
    """The reference makes each text unlike any other, so that the carrier can be asked for this very one."""
    text = templates()[message.about].text.format(public_url=public_url)
    return f"{text}（编号 {message.id[:8]}）"
