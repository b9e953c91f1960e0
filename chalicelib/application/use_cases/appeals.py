"""Objections and bad ratings at the desk: found by the officers in charge, opened under their eyes alone, answered in time.

Objections are decided by the step that the definition names; bad ratings are answered by the superior of the area, so
that nobody judges what they did themselves.
"""

from chalicelib.application.model.appeals import Desk, DeskQuery, Letter, OnObjection, OnRating, Waiting
from chalicelib.application.model.desk import Done
from chalicelib.application.model.notice import Objection, objections
from chalicelib.application.model.rating import INDICATORS, Rating, bad_ratings
from chalicelib.application.remaining import last_moment, left
from chalicelib.application.use_cases import casefile, desk, objecting, rating, reviewing
from chalicelib.application.use_cases.desk import SUPERIOR, Opened
from chalicelib.errors import NotFound, NotYours
from chalicelib.identity import Caller
from chalicelib.world import World

A_PAGE = 20
NOT_THEIRS = "没有找到，或者不归您办理。"


def open_objections(world: World, matter: str, caller: Caller, query: DeskQuery) -> Desk:
    """Of the caller's area, in one query; raises NotYours for a post that decides on none."""
    role = desk.judge_of(matter)
    if role not in desk.roles_of(matter, caller):
        raise NotYours("您的岗位不处理异议。")
    page = world.store.page(
        Objection,
        objections(role, caller.area),
        limit=A_PAGE,
        cursor=query.cursor,
        newest_first=False,
        beginning=caller.area,
    )
    waiting = [_waiting(world, it) for it in page.items]
    return Desk(
        about="objections",
        waiting=waiting,
        cursor=page.cursor,
        done=query.done,
        desks=desk.desks_of(matter, caller),
    )


def bad(world: World, matter: str, caller: Caller, query: DeskQuery) -> Desk:
    """Bad ratings of the caller's area that are not answered yet, in one query."""
    if SUPERIOR not in desk.roles_of(matter, caller):
        raise NotYours("差评由本辖区的负责人处理。")
    page = world.store.page(
        Rating,
        bad_ratings(caller.area),
        limit=A_PAGE,
        cursor=query.cursor,
        newest_first=False,
        beginning=caller.area,
    )
    waiting = [_waiting(world, it) for it in page.items]
    return Desk(
        about="ratings",
        waiting=waiting,
        cursor=page.cursor,
        done=query.done,
        desks=desk.desks_of(matter, caller),
    )


def objection(world: World, matter: str, caller: Caller, case_id: str, key: str) -> Letter:
    """With who objects, and how they are reached."""
    opened, found = _objection(world, matter, caller, case_id, key)
    casefile.log(world, matter, caller, opened, "shown", "objection", "异议")
    return Letter(
        **_waiting(world, found).model_dump(exclude={"stars"}),
        about="objections",
        number=opened.case.number,
        words=found.words,
        name=found.name,
        phone=found.phone,
        made=found.made,
        answer=found.answer,
    )


def on_objection(
    world: World, matter: str, caller: Caller, case_id: str, key: str, given: OnObjection
) -> Done:
    """Raises Conflict for one that is decided, and where the officer is away."""
    opened, _ = _objection(world, matter, caller, case_id, key)
    desk.be_present(world, caller)
    done = reviewing.action(world, caller, case_id, "objection_decided", opened.case.step, given.words)
    objecting.decide(world, matter, case_id, key, given.upheld, given.words, caller.id, done)
    return Done(case_id=case_id, done="objection")


def bad_rating(world: World, matter: str, caller: Caller, case_id: str) -> Letter:
    """With the citizen's telephone, as they are called back."""
    opened, found = _rating(world, matter, caller, case_id)
    casefile.log(world, matter, caller, opened, "shown", "rating", "差评")
    return Letter(
        **_waiting(world, found).model_dump(),
        about="ratings",
        number=opened.case.number,
        words=found.words,
        phone=world.directory.phone_of(opened.case.citizen_id),
        made=found.given,
        indicators=[INDICATORS[it] for it in found.indicators],
        answer=found.answer,
    )


def on_rating(world: World, matter: str, caller: Caller, case_id: str, given: OnRating) -> Done:
    """Raises Conflict for one that is answered, and where the officer is away."""
    opened, _ = _rating(world, matter, caller, case_id)
    desk.be_present(world, caller)
    done = reviewing.action(world, caller, case_id, "rating_answered", opened.case.step, given.words)
    rating.answer(world, matter, case_id, given.words, given.called_back, caller.id, done)
    return Done(case_id=case_id, done="rating")


def _objection(world: World, matter: str, caller: Caller, case_id: str, key: str) -> tuple[Opened, Objection]:
    opened, found = desk.open_case(world, matter, caller, case_id), world.store.find(Objection, case_id, key)
    mine = found and found.role in desk.roles_of(matter, caller) and found.area.startswith(caller.area)
    if found is None or not mine:
        raise NotFound(NOT_THEIRS)
    return opened, found


def _rating(world: World, matter: str, caller: Caller, case_id: str) -> tuple[Opened, Rating]:
    opened, found = desk.open_case(world, matter, caller, case_id), world.store.find(Rating, case_id)
    if found is None or found.due is None or not desk.oversees(matter, caller, found.area):
        raise NotFound(NOT_THEIRS)
    return opened, found


def _waiting(world: World, it: Objection | Rating) -> Waiting:
    due = it.due or world.now()
    time = left(due, world.now())
    return Waiting(
        case_id=it.id,
        key=it.part,
        due=last_moment(due),
        left=time.text,
        pressure=time.pressure,
        stars=it.stars if isinstance(it, Rating) else 0,
    )
