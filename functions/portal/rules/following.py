"""What a fact makes of an affair. Facts come late, twice and in any order, and the affair is the same in the end.

Each thing that is known (stage, promised end, awaited day) is as the latest fact has it that says anything of it; of one
moment, the stage that comes later in life. Basis: 《国务院关于在线政务服务的若干规定》第九条 (办理进度可查询).
"""

from datetime import datetime

from ..model.affair import Affair
from ..model.told import Heard
from ..words import lives


def begun(heard: Heard, stage: str) -> Affair:
    """An affair of which nothing was known before."""
    if heard.kind is None:
        raise ValueError("a fact about no affair begins none")
    life = lives()[heard.kind]
    return Affair(
        id=heard.owner,
        affair_kind=heard.kind,
        matter=heard.matter,
        thing=heard.thing,
        stage=stage,
        at=heard.at,
        first=heard.at,
        done=life.stages[stage].done,
        kept_days=life.kept_days,
        due=heard.due,
        due_at=heard.at if heard.due else None,
        until=heard.until,
        until_at=heard.at if heard.until else None,
    )


def followed(known: Affair | None, heard: Heard, stage: str) -> Affair:
    """The same affair where the fact says nothing new."""
    new = begun(heard, stage)
    if known is None:
        return new
    changes: dict[str, object] = {"first": min(known.first, new.first)}
    if _order(new) > _order(known):
        changes |= {"stage": new.stage, "at": new.at, "done": new.done}
    if _later(new.due_at, known.due_at):
        changes |= {"due": new.due, "due_at": new.due_at}
    if _later(new.until_at, known.until_at):
        changes |= {"until": new.until, "until_at": new.until_at}
    changed = known.model_copy(update=changes)
    return known if changed == known else changed


def _order(affair: Affair) -> tuple[bool, datetime, int]:
    life = lives()[affair.affair_kind]
    return not life.stages[affair.stage].begins, affair.at, life.place(affair.stage)


def _later(new: datetime | None, known: datetime | None) -> bool:
    return new is not None and (known is None or new > known)
