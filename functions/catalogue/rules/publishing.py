"""When a version may be written, published, taken back, and from when on it is in force."""

from datetime import date, datetime

from chalicelib.errors import Conflict, NotFound, NotYours
from chalicelib.filters import BEIJING

from ..model.entry import Entry, Version


def today(now: datetime) -> date:
    """The day in Beijing, by which laws and catalogues count."""
    return now.astimezone(BEIJING).date()


def in_force(version: Version, now: datetime) -> bool:
    """Basis: 实施清单 plan_effective_date (计划生效日期)."""
    return version.effective <= today(now)


def may_write(latest: Version | None, seen: int) -> None:
    """Nobody writes over what somebody else has just written. ``seen``: what the form was filled from, 0 for nothing."""
    now_there = latest.version or 0 if latest and latest.is_open else 0
    if seen != now_there:
        raise Conflict("您打开以后，这一条有人改过了。请刷新，在最新的草稿上再改。")


def may_propose(version: Version) -> None:
    if version.state != "draft":
        raise Conflict("只有草稿可以提交审核。")


def may_publish(version: Version, editor: str) -> None:
    """Four eyes: whoever wrote any of it does not publish it.

    Basis: 《政府信息公开条例》第十七条 (whatever is published is reviewed first, and it is clear by whom).
    """
    if version.state != "proposed":
        raise Conflict("这一版没有在等审核。")
    if editor in version.authors:
        raise NotYours("您参与写了这一版，要由另一位编目员审核发布。")


def may_return(version: Version) -> None:
    if version.state != "proposed":
        raise Conflict("这一版没有在等审核。")


def may_drop(version: Version) -> None:
    if not version.is_open:
        raise Conflict("已经发布的版本不能删除，可以回退到更早的一版。")


def may_go_back(entry: Entry, latest: Version, wanted: Version) -> None:
    """To what once was in force, and only where nothing else is under way."""
    if latest.is_open:
        raise Conflict("这一条还有没发布的草稿，请先发布或者作废它。")
    if wanted.published is None:
        raise NotFound("这一版没有发布过，不能回退到它。")
    if wanted.number == entry.published:
        raise Conflict("现在生效的就是这一版。")


def supersedes(entry: Entry, version: Version) -> bool:
    """A later version never gives way to an earlier one, whichever day that was meant for."""
    return version.number > entry.published
