"""Look at a case: every look is logged before anything is shown, and with it what the officer may do."""

from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any

from chalicelib.application import case_page
from chalicelib.application.assessing import advice
from chalicelib.application.desk_page import CasePage, Entry, Handed, Named, Powers
from chalicelib.application.edition import computes_otherwise
from chalicelib.application.events import Viewed
from chalicelib.application.model.action import Action, What
from chalicelib.application.model.document import Document
from chalicelib.application.model.evidence import Evidence
from chalicelib.application.model.task import CLAIM_LASTS, Task
from chalicelib.application.remaining import last_moment, left
from chalicelib.application.use_cases import desk, gathering, materials, paperwork, queueing, reviewing
from chalicelib.application.use_cases.desk import Opened, number_of
from chalicelib.clocks import Clock, deadline
from chalicelib.definition import slug_of
from chalicelib.definition.steps import Power
from chalicelib.errors import Conflict, NotYours
from chalicelib.identity import Caller
from chalicelib.world import World

MOST_SHOWN = 200
RENEWED_EVERY = timedelta(hours=1)


def look(
    world: World, matter: str, caller: Caller, case_id: str, done: str = "", service: str = ""
) -> CasePage:
    """The case, with people's numbers masked. Whoever holds it goes on holding it."""
    opened = desk.open_case(world, matter, caller, case_id)
    log(world, matter, caller, opened, "viewed", "case")
    _go_on_holding(world, caller, opened.task)
    page = _page(world, matter, caller, opened, show=False)
    return page.model_copy(update={"done": done, "service": service})


def show(world: World, matter: str, caller: Caller, case_id: str) -> CasePage:
    """The case, with people's numbers as they are."""
    opened = desk.open_case(world, matter, caller, case_id)
    log(world, matter, caller, opened, "shown", "numbers", "完整号码")
    return _page(world, matter, caller, opened, show=True)


def material(world: World, matter: str, caller: Caller, case_id: str, name: str) -> str:
    """A link to a material, good for a minute."""
    opened = desk.open_case(world, matter, caller, case_id)
    link = materials.link(world, paperwork.of_case(world, matter, opened.case), name)
    titles = {it.name: it.title for it in opened.edition.definition.materials}
    log(world, matter, caller, opened, "shown", f"material:{name}", titles.get(name, name))
    return link


def log(
    world: World, matter: str, caller: Caller, opened: Opened, what: What, of: str, note: str = ""
) -> None:
    """On the case for officers (``note``), and as a fact for the citizen's own log (``of``, a name of ours)."""
    case = opened.case
    told = Viewed(
        case_id=case.id,
        at=world.now(),
        matter=slug_of(matter),
        owner_id=case.citizen_id,
        officer_id=caller.id,
        what=of,
    )
    step = opened.task.step if opened.task else ""
    world.store.commit(told, reviewing.action(world, caller, case.id, what, step, note))


def _go_on_holding(world: World, caller: Caller, task: Task | None) -> None:
    now = world.now()
    if task and task.holder(now) == caller.id and task.claimed and now > task.claimed + RENEWED_EVERY:
        with suppress(Conflict):
            world.store.commit(task.model_copy(update={"claimed": now}))


def _page(world: World, matter: str, caller: Caller, opened: Opened, show: bool) -> CasePage:
    case, edition, task = opened.case, opened.edition, opened.task
    evidence = world.store.parts(Evidence, case.id)
    may = powers(world, matter, caller, opened, evidence)
    return CasePage(
        case_id=case.id,
        number=case.number,
        title=edition.definition.title,
        status=case.status,
        suspended=case.suspended,
        area=case.area,
        submitted=case.submitted,
        accepted=case.accepted,
        promised=_last_day(case.promised),
        parts=case_page.parts(edition, case, evidence, show),
        witnesses=case_page.witnesses(edition, evidence, gathering.retry_at),
        findings=case.findings,
        computed_otherwise=computes_otherwise(edition),
        advice=advice(case.findings),
        documents=_documents(world, opened),
        nameable=nameable(opened) if "correct" in may.decide else [],
        correction=case.correction,
        correct_until=last_moment(case.correction.until) if case.correction else None,
        decision=case.decision,
        history=[entry(it) for it in world.store.parts(Action, case.id)[-MOST_SHOWN:]],
        colleagues=_colleagues(world, task) if task and may.reassign else [],
        may=may,
        shown=show,
        **_standing(world, opened),
    )


def _last_day(clock: Clock | None) -> datetime | None:
    end = deadline(clock) if clock else None
    return last_moment(end) if end else None


def _standing(world: World, opened: Opened) -> dict[str, Any]:
    """The step that is open, or was interrupted, and how much time it has left."""
    task = opened.task or (opened.tasks[-1] if opened.case.suspended and opened.tasks else None)
    if task is None:
        return {"step": "", "step_title": "", "round": 0}
    standing: dict[str, Any] = {
        "step": task.step,
        "step_title": opened.edition.step(task.step).title,
        "round": task.round,
    }
    if task.open:
        time = left(task.due, world.now())
        standing |= {"left": time.text, "pressure": time.pressure}
        standing["claimed_until"] = task.claimed + CLAIM_LASTS if task.claimed else None
    return standing


def powers(world: World, matter: str, caller: Caller, opened: Opened, evidence: list[Evidence]) -> Powers:
    """What would not be refused just now."""
    task, case = opened.task, opened.case
    if task is None:
        stopped = opened.tasks[-1] if opened.tasks else None
        theirs = stopped is not None and (
            desk.holds(matter, caller, stopped) or desk.oversees(matter, caller, stopped.area)
        )
        return Powers(resume=case.suspended and theirs)
    holder = task.holder(world.now())
    may = Powers(
        claim=not holder and desk.holds(matter, caller, task),
        release=task.claimed_by == caller.id,
        reassign=desk.oversees(matter, caller, task.area),
    )
    try:
        desk.acting_for(world, matter, caller, task)
        may = may.model_copy(update={"suspend": True, "verify": _is_unanswered(evidence)})
        reviewing.authority(world, matter, caller, opened, task)
    except (NotYours, Conflict) as why:
        return may.model_copy(update={"why_not": str(why)})
    return may.model_copy(update={"decide": _decisions(opened, task)})


def _is_unanswered(evidence: list[Evidence]) -> bool:
    return any(it.status in {"unavailable", "unknown_person"} for it in evidence)


def _decisions(opened: Opened, task: Task) -> list[Power]:
    """A notice is given once, nothing comes before the first step, and nobody approves what is not verified."""
    steps, findings = opened.edition.definition.steps, opened.case.findings
    never = {"correct"} if opened.case.correction else set()
    never |= {"approve"} if any(it.verdict == "unverified" for it in findings) else set()
    never |= {"return"} if task.step == steps[0].name else set()
    return [it for it in opened.edition.step(task.step).powers if it not in never]


def nameable(opened: Opened) -> list[Named]:
    """What a one-time notice may list: what the applicant typed or handed in, and the rules that were not met."""
    definition = opened.edition.definition
    unmet = [it for it in opened.case.findings if it.verdict == "not_met"]
    return [
        *(Named(about=f"rule:{it.rule}", label=it.title, hint=it.remedy) for it in unmet),
        *(
            Named(about=f"field:{it.name}", label=it.label)
            for it in definition.fields
            if it.source == "applicant"
        ),
        *(
            Named(about=f"material:{it.name}", label=it.title)
            for it in definition.materials
            if it.source == "applicant"
        ),
    ]


def _documents(world: World, opened: Opened) -> list[Handed]:
    titles = {it.name: it.title for it in opened.edition.definition.materials}
    return [
        Handed(
            name=it.name,
            title=titles.get(it.name, it.name),
            handed_in=it.handed_in,
            kilobytes=max(round(it.size / 1024), 1),
        )
        for it in world.store.parts(Document, opened.case.id)
    ]


def _colleagues(world: World, task: Task) -> list[Named]:
    return [Named(about=it.id, label=f"工号 {number_of(it.id)}") for it in queueing.colleagues(world, task)]


def entry(it: Action) -> Entry:
    return Entry(
        at=it.at,
        by=number_of(it.by),
        acting_for=number_of(it.acting_for),
        what=it.what,
        step=it.step,
        note=it.note,
    )
