"""How an affair and a message read: words, the next step, the time that is left. Basis of the days: see ``chalicelib.clocks``."""

from datetime import datetime

from chalicelib.application.remaining import last_moment, left
from chalicelib.clocks import CalendarUnknown
from chalicelib.filters import local_date

from ..forms import Line, Shown
from ..model.affair import Affair
from ..model.message import Message
from ..words import happenings, lives, title_of


def shown(affair: Affair, now: datetime) -> Shown:
    life = lives()[affair.affair_kind]
    stage = life.stages[affair.stage]
    until = local_date(last_moment(affair.until)) if affair.until else "期限"
    remaining = _left(affair.due, now) if stage.shows == "due" else None
    return Shown(
        kind=affair.affair_kind,
        matter=affair.matter,
        thing=affair.thing,
        title=title_of(affair.matter, affair.affair_kind),
        stage=affair.stage,
        status=stage.says,
        next=stage.next.format(until=until),
        mine=stage.mine,
        done=stage.done,
        paused=stage.paused,
        due=affair.due if stage.shows == "due" else None,
        remaining=remaining[0] if remaining else None,
        time=remaining[1] if remaining else "",
        pressing=bool(remaining and remaining[2]),
        first=affair.first,
        at=affair.at,
        url=(stage.link or life.link).format(matter=affair.matter, thing=affair.thing),
    )


def line(message: Message, seen: datetime | None) -> Line:
    about = happenings()[message.fact]
    title = title_of(message.matter, None)
    return Line(
        text=about.text_for(message.variant).format(title=title, bills=message.bills),
        title=title,
        at=message.at,
        unread=seen is None or message.filed > seen,
        url=message.link,
        fact=message.fact,
        case_id=message.case_id,
    )


def _left(due: datetime | None, now: datetime) -> tuple[int, str, bool] | None:
    """Working days that are left, below zero once it is late; in words; and whether it presses."""
    if due is None:
        return None
    try:
        it = left(due, now)
    except CalendarUnknown:
        return None
    return -it.days if it.pressure == "late" else it.days, it.text, it.pressure != "calm"
