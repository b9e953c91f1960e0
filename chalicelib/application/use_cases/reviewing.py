"""Decide a step: approve, return, refuse, tell what is missing. Checks come first, and again if somebody was quicker."""

from collections.abc import Callable

from chalicelib.application.model.action import Action, What
from chalicelib.application.model.case import Case
from chalicelib.application.model.desk import Decide, Done, Round, Suspend
from chalicelib.application.model.task import Outcome, Task
from chalicelib.application.use_cases import deciding, desk, exclusion, suspending
from chalicelib.application.use_cases.changing import change
from chalicelib.application.use_cases.desk import MOVED_ON, Opened, task_of
from chalicelib.errors import Conflict, Invalid, NotYours
from chalicelib.identity import Caller
from chalicelib.store import Change
from chalicelib.world import World

Changes = tuple[Case, list[Change]]


def decide(world: World, matter: str, caller: Caller, case_id: str, outcome: Outcome, given: Decide) -> Done:
    """One transaction: case, task, facts, and the officer's action. Of two who decide at once, one prevails.

    Raises NotFound, NotYours, Invalid, and Conflict where the step has moved on or is not the caller's.
    """

    def how(opened: Opened) -> tuple[Case, list[Change], Action]:
        task = task_of(opened, given.round)
        acted_for = authority(world, matter, caller, opened, task)
        if outcome not in opened.edition.step(task.step).powers:
            raise NotYours("这一步不能这样办理。")
        case, changes = deciding.decided(
            world, matter, opened.case, task, _verdict(outcome, given), caller.id, done_for=acted_for
        )
        note = given.explanation or "；".join(missing.remark for missing in given.missing)
        return case, changes, action(world, caller, case_id, outcome, task.step, note, acted_for)

    return _change(world, matter, caller, case_id, how, outcome)


def suspend(world: World, matter: str, caller: Caller, case_id: str, given: Suspend) -> Done:
    """特别程序: the clocks stand still, and the applicant is told so in writing."""

    def how(opened: Opened) -> tuple[Case, list[Change], Action]:
        task = task_of(opened, given.round)
        acted_for = authority(world, matter, caller, opened, task)
        why = suspending.Suspension(kind=given.kind, explanation=given.notice)
        case, changes = suspending.suspended(world, matter, opened.case, why, caller.id)
        note = f"{given.kind}：{given.notice}"
        return case, changes, action(world, caller, case_id, "suspended", task.step, note, acted_for)

    return _change(world, matter, caller, case_id, how, "suspended")


def resume(world: World, matter: str, caller: Caller, case_id: str, given: Round) -> Done:
    """The special procedure is over: by any officer of the step that it interrupted, or a superior of the area."""

    def how(opened: Opened) -> tuple[Case, list[Change], Action]:
        task = interrupted(opened, given.round)
        if not (desk.holds(matter, caller, task) or desk.oversees(matter, caller, task.area)):
            raise NotYours("这一步不归您的岗位办理。")
        case, changes = suspending.resumed(world, matter, opened.case)
        return case, changes, action(world, caller, case_id, "resumed", task.step)

    return _change(world, matter, caller, case_id, how, "resumed")


def authority(world: World, matter: str, caller: Caller, opened: Opened, task: Task) -> str:
    """Who the caller acts for ("" for themselves); raises NotYours and Conflict where they may not decide this step."""
    acted_for = desk.acting_for(world, matter, caller, task)
    people = {caller.id, acted_for} - {""}
    exclusion.keep_four_eyes(world, opened.edition, opened.tasks, task, people)
    return acted_for


def interrupted(opened: Opened, number: int) -> Task:
    """The step that a special procedure stopped."""
    stopped = next((task for task in reversed(opened.tasks) if task.outcome is None), None)
    if not opened.case.suspended or stopped is None or stopped.round != number:
        raise Conflict(MOVED_ON)
    return stopped


def action(
    world: World, caller: Caller, case_id: str, what: What, step: str, note: str = "", acting_for: str = ""
) -> Action:
    return Action(
        id=case_id,
        key=world.new_id(),
        at=world.now(),
        by=caller.id,
        acting_for=acting_for,
        what=what,
        step=step,
        note=note,
    )


def _verdict(outcome: Outcome, given: Decide) -> deciding.Verdict:
    """A refusal is explained in somebody's own words, beside what the rules say. Raises Invalid."""
    if outcome == "refuse" and not given.explanation:
        raise Invalid("请写明理由。", {"explanation": "请用自己的话向申请人说明为什么不予通过。"})
    return deciding.Verdict(
        outcome=outcome, reasons=given.reasons, explanation=given.explanation, missing=list(given.missing)
    )


def _change(
    world: World,
    matter: str,
    caller: Caller,
    case_id: str,
    how: Callable[[Opened], tuple[Case, list[Change], Action]],
    done: str,
) -> Done:
    desk.open_case(world, matter, caller, case_id)

    def once(_: Case) -> Changes:
        case, changes, logged = how(desk.open_case(world, matter, caller, case_id))
        return case, [*changes, logged]

    change(world, case_id, once)
    return Done(case_id=case_id, done=done)
