"""What comes next, said to whoever applied."""

from collections.abc import Callable

from chalicelib.application import words
from chalicelib.application.edition import Edition
from chalicelib.application.model.case import Case, Status
from chalicelib.filters import local_date

REVOKED = "您撤回了查询信息的授权，有信息还没有核实。请看下面，决定怎么办。"


def next_words(case: Case, edition: Edition) -> str:
    return NEXT[case.status](case, edition)


def _submitted(case: Case, edition: Edition) -> str:
    if any(finding.verdict == "unverified" for finding in case.findings):
        return "有部门还没有答复，系统会自动再问，核实以后马上告诉您结果。您不用做什么。"
    days = edition.definition.task.limits.acceptance
    return f"系统正在核对信息，{days} 个工作日内告诉您是否受理。您不用做什么。"


def _correcting(case: Case, edition: Edition) -> str:  # noqa: ARG001
    until = local_date(words.last_day(case.correction.until)) if case.correction else ""
    return f"请在 {until} 前把下面的内容一次补齐，交回后马上继续办理。逾期没有补正，这件申请会结束，您可以重新申请。"


def _reviewing(case: Case, edition: Edition) -> str:
    if case.suspended:
        return "正在进行特别程序，办理时限暂停计算，结束后接着办。书面告知见下面。"
    step = edition.step(case.step)
    after = "，全部审核通过后公示" if edition.definition.notice else ""
    return f"现在由工作人员办理：{step.title}{after}。有变化会短信告诉您，您不用做什么。"


def _noticed(case: Case, edition: Edition) -> str:  # noqa: ARG001
    until = f"到 {local_date(words.last_day(case.notice_until))} 为止" if case.notice_until else ""
    return f"审核已经通过，正在公示{until}。没有人提出异议，公示期满就作出决定。"


def _approved(case: Case, edition: Edition) -> str:
    name = edition.definition.task.result.name
    return f"《{name}》可以下载了。" if case.certificate else f"正在制作《{name}》，请稍等。"


def _refused(case: Case, edition: Edition) -> str:  # noqa: ARG001
    return "下面写明了没有通过的原因、依据，以及您可以怎么办。条件变化后，可以再次申请。"


def _over(case: Case, edition: Edition) -> str:  # noqa: ARG001
    return "这件申请已经结束。需要的话，您可以随时重新申请。"


NEXT: dict[Status, Callable[[Case, Edition], str]] = {
    "submitted": _submitted,
    "correcting": _correcting,
    "reviewing": _reviewing,
    "noticed": _noticed,
    "approved": _approved,
    "refused": _refused,
    "withdrawn": _over,
    "lapsed": _over,
}
