"""The facts about a case, made from the case. Pure."""

from datetime import datetime
from typing import Any

from chalicelib.application import events
from chalicelib.application.model.case import Case
from chalicelib.clocks import CalendarUnknown, deadline
from chalicelib.definition import slug_of
from chalicelib.store import Change


def about(matter: str, case: Case, at: datetime) -> dict[str, Any]:
    """What every fact says."""
    return {"case_id": case.id, "at": at, "matter": slug_of(matter), "owner_id": case.citizen_id}


def moved(matter: str, case: Case, awaited: int, at: datetime) -> events.Moved:
    """``awaited`` is the round in which somebody was waited for."""
    now = {"status": case.status, "step": case.step, "due": _due(case)}
    return events.Moved(**about(matter, case, at), round=awaited, **now)


def accepted(matter: str, case: Case, at: datetime) -> events.Accepted:
    due = deadline(case.promised) if case.promised else None
    return events.Accepted(**about(matter, case, at), due=due or at)


def correction_wanted(matter: str, case: Case, at: datetime) -> list[Change]:
    until = case.correction.until if case.correction else at
    return [events.CorrectionWanted(**about(matter, case, at), until=until)]


def decided_so(matter: str, case: Case, at: datetime) -> list[Change]:
    """Of a case that is closed; nothing to tell of any other."""
    return [events.Decided(**about(matter, case, at), status=case.status)] if case.is_closed else []


def _due(case: Case) -> datetime | None:
    """A calendar that ends too early keeps nobody from acting: the fact then says nothing of it."""
    try:
        return deadline(case.promised) if case.promised and not case.is_closed else None
    except CalendarUnknown:
        return None
