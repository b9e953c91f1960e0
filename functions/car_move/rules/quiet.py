"""Whether an owner wants to be left alone just now.

Basis: Civil Code, arts. 1032 and 1033 (nobody may disturb another's private peace by telephone); Fire Protection Law,
art. 28 (nobody may block a fire lane), for which the owner is rung unless they object.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta, timezone

from chalicelib.errors import Invalid
from functions.car_move.model.quiet import MOST_WINDOWS, Quiet, Window
from functions.car_move.model.request import Reason

BEIJING = timezone(timedelta(hours=8), "Asia/Shanghai")  # no summer time since 1991


def silences(quiet: Quiet, at: datetime, reason: Reason | None = None) -> bool:
    """Whether a request for that reason is turned away at that moment."""
    if quiet.rescue and reason is Reason.BLOCKS_RESCUE:
        return False
    there = at.astimezone(BEIJING)
    return any(_covers(window, there) for window in quiet.windows)


def _covers(window: Window, there: datetime) -> bool:
    """The first minute is in, the last one is out; past midnight it is still the window of the day before."""
    today, now = there.isoweekday(), there.time()
    if window.first < window.last:
        return today in window.days and window.first <= now < window.last
    yesterday = (there - timedelta(days=1)).isoweekday()
    return (today in window.days and now >= window.first) or (yesterday in window.days and now < window.last)


def with_window(windows: Sequence[Window], new: Window) -> list[Window]:
    """The windows and the new one, by time; one that is there already is there once. Raises Invalid past the limit."""
    if len({*(kept.name for kept in windows), new.name}) > MOST_WINDOWS:
        raise Invalid(f"最多设 {MOST_WINDOWS} 个时段，请先删除一个。", {"days": "时段已经设满了。"})
    named = {kept.name: kept for kept in [*windows, new]}
    return sorted(named.values(), key=lambda window: (window.begins, window.days))


def without_window(windows: Sequence[Window], name: str) -> list[Window]:
    return [kept for kept in windows if kept.name != name]
