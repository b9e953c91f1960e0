"""A line of a file: which of the known forms it is in, and the matter that it says; or why it cannot be read."""

import json
from typing import Any

from pydantic import TypeAdapter, ValidationError

from ..model.content import EntryId, Matter
from . import county, exchange

ID: TypeAdapter[str] = TypeAdapter(EntryId)


class Refused(Exception):
    """Why a row cannot be imported, in one sentence."""


def read(line: bytes) -> tuple[str, Matter]:
    """Its id here, and the matter; raises Refused."""
    row = _row(line)
    reader = next((each for each in (exchange, county) if each.reads(row)), None)
    if reader is None:
        raise Refused(f"没有认出的格式：{'、'.join(sorted(row)[:6])}")
    try:
        return ID.validate_python(reader.id_of(row)), Matter.model_validate(reader.matter(row))
    except ValidationError as error:
        raise Refused(_first(error)) from error
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise Refused(f"缺少或写错了字段：{error}") from error


def _row(line: bytes) -> dict[str, Any]:
    """Crawlers keep error pages as if they were data: such rows are named for what they are."""
    try:
        row = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise Refused("不是 UTF-8 文字") from error
    except ValueError as error:
        page = line.lstrip()[:1] == b"<"
        raise Refused("是一张网页，不是数据（抓取时出错）" if page else "不是 JSON") from error
    if not isinstance(row, dict):
        raise Refused("不是一个对象")
    return row


def _first(error: ValidationError) -> str:
    found = error.errors(include_url=False, include_input=False)[0]
    return f"{'.'.join(map(str, found['loc'])) or '编号'}：{found['msg']}"
