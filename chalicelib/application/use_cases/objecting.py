"""Objections to a notice: anybody may raise one, and officers of the declared step decide on it."""

from datetime import timedelta

from chalicelib.application import transitions
from chalicelib.application.edition import pinned
from chalicelib.application.model.case import Case
from chalicelib.application.model.notice import Objecting, Objection, PublicNotice
from chalicelib.application.telling import moved
from chalicelib.application.use_cases.changing import change
from chalicelib.clocks import Clock, deadline
from chalicelib.errors import Conflict, Invalid, TooMany
from chalicelib.phones import to_e164
from chalicelib.store import Change, Delete, Unchanged
from chalicelib.world import World

A_DAY, MOST_A_DAY = timedelta(days=1), 50
DECIDED = "这条异议已经处理过了，请刷新后查看。"


def raise_objection(world: World, matter: str, case_id: str, given: Objecting) -> Objection:
    """While the notice stands. Raises NotFound after it, Invalid for a phone that is none, and TooMany."""
    notice = world.store.get(PublicNotice, case_id)
    if world.store.count(f"objections#{case_id}", A_DAY) > MOST_A_DAY:
        raise TooMany("今天收到的异议太多了，请明天再提，或者拨打 12345。", 24 * 3600)
    phone = _phone(given.phone)
    case = world.store.get(Case, case_id)
    edition = pinned(world, matter, case.edition)
    declared = edition.definition.notice
    if declared is None or case.status != "noticed":
        raise Conflict("公示已经结束，不能再提异议。")
    step, now = edition.step(declared.decided_by), world.now()
    due = deadline(Clock(started=now, limit=edition.definition.task.limits.objection)) or now
    objection = Objection(
        id=case_id,
        key=world.new_id(),
        role=step.role,
        area=case.area[: step.level],
        words=given.words,
        name=given.name,
        phone=phone,
        made=now,
        due=due,
    )
    world.store.commit(objection, Unchanged(notice))
    return objection


def _phone(given: str) -> str:
    try:
        return to_e164(given)
    except ValueError as remark:
        raise Invalid("请检查手机号。", {"phone": str(remark)}) from None


def decide(
    world: World, matter: str, case_id: str, key: str, upheld: bool, words: str, by: str, *more: Change
) -> Case:
    """Upheld: the case goes back to the step that decides on objections. ``more`` is written with it.

    Raises NotFound, Conflict for one that is decided, Invalid without an answer.
    """
    if not words.strip():
        raise Invalid("请写明处理意见。", {"words": "请写明核查的情况和处理意见。"})

    def decided(case: Case) -> tuple[Case, list[Change]]:
        objection = world.store.get(Objection, case_id, key)
        if objection.standing != "open":
            raise Conflict(DECIDED)
        now = world.now()
        answered = objection.model_copy(
            update={
                "standing": "upheld" if upheld else "dismissed",
                "answer": words.strip(),
                "decided_by": by,
                "decided": now,
            }
        )
        if not upheld or case.status != "noticed":
            return case, [answered, *more, moved(matter, case, case.round, now)]
        notice = world.store.find(PublicNotice, case_id)
        after = transitions.objected(case, pinned(world, matter, case.edition), now)
        gone = [Delete(notice)] if notice else []
        return after, [answered, *gone, *more, moved(matter, after, case.round, now)]

    return change(world, case_id, decided)
