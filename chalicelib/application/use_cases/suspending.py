"""特别程序: the clocks stand still while a hearing, a test or an expert's review goes on, and the applicant is told in writing.

Basis: 行政许可法第四十五条.
"""

from pydantic import BaseModel

from chalicelib.application import transitions
from chalicelib.application.events import Resumed, Suspended
from chalicelib.application.model.case import Case
from chalicelib.application.model.task import Task
from chalicelib.application.telling import about, moved
from chalicelib.application.use_cases.tasks import due, latest
from chalicelib.errors import Conflict, Invalid
from chalicelib.store import Change
from chalicelib.world import World

NOT_NOW = "这件申请现在不能启动特别程序，请刷新后查看。"
NOT_SUSPENDED = "这件申请没有在进行特别程序，请刷新后查看。"


class Suspension(BaseModel):
    """``kind``: 听证, 检验, 鉴定, 专家评审 …; ``explanation`` is the written notice."""

    kind: str
    explanation: str


def suspended(world: World, matter: str, case: Case, why: Suspension, by: str) -> tuple[Case, list[Change]]:
    """The open task leaves the queue. Raises Conflict where nobody reviews the case, Invalid without an explanation."""
    task = latest(world, case)
    if case.status != "reviewing" or case.suspended or task is None or not task.open:
        raise Conflict(NOT_NOW)
    if not why.explanation.strip():
        raise Invalid("请写明理由。", {"explanation": "请写明启动特别程序的原因和预计时间。"})
    now = world.now()
    notice = f"{why.kind}：{why.explanation.strip()}"
    after = transitions.paused(case, "special_procedure", now, notice, by).model_copy(
        update={"suspended": True}
    )
    told = Suspended(**about(matter, case, now))
    return after, [task.model_copy(update={"open": False}), told]


def resumed(world: World, matter: str, case: Case) -> tuple[Case, list[Change]]:
    """The task comes back to whoever had claimed it, due so much later. Raises Conflict where nothing is suspended."""
    task = latest(world, case)
    if not case.suspended or task is None:
        raise Conflict(NOT_SUSPENDED)
    now = world.now()
    after = transitions.running(case, now).model_copy(update={"suspended": False})
    back: Task = task.model_copy(update={"open": True, "due": due(world, matter, after, task)})
    return after, [back, Resumed(**about(matter, case, now)), moved(matter, after, case.round, now)]
