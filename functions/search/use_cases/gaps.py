"""From what nobody answered to gaps: clusters that stay themselves from day to day, ranked, each with what is done about it."""

from datetime import timedelta

from chalicelib.errors import Conflict
from chalicelib.telemetry import level
from chalicelib.world import World

from ..demand import labels, tallies
from ..demand.clusters import Cluster, clusters
from ..demand.tallies import FLUSHES, Asked, Tallies
from ..model.demand import MOST_IN_POOL, POOL, REPORT, USUAL, Pool, Report, UsualDays
from ..model.gap import GAPS, KEPT, Assignment, Gap
from .noting import begin_of

LOOK_BACK = timedelta(
    minutes=3
)  # a pool that has changed since then is looked through, so that a failed minute is made up for
MOST_GAPS, MOST_MEMBERS = 300, 500


def find_gaps(world: World) -> None:
    pool = world.store.find(Pool, POOL)
    if pool is None or world.now() - pool.changed > LOOK_BACK:
        return
    heard = tallies.unpacked(pool.heard, MOST_IN_POOL)
    known = {gap.id: gap for state in ("open", "closed") for gap in listed(world, state)}
    kept = {it.id: it for it in known.values() if it.state != "answered"}
    usual = world.store.find(UsualDays, USUAL) or UsualDays(id=USUAL, date="")
    found = clusters(
        {core: one.asked for core, one in heard},
        {gap.id: members_of(gap) for gap in kept.values()},
        tallies.usual_counts(usual.pieces),
        usual.total,
    )
    rising = _rising(world)
    for cluster in found:
        _keep(world, cluster, kept.get(cluster.gap), heard, rising)


def listed(world: World, state: str = "open") -> list[Gap]:
    """The most pressing first. One query."""
    return world.store.page(Gap, f"{GAPS}#{state}", limit=MOST_GAPS).items


def members_of(gap: Gap) -> list[str]:
    return list(tallies.stretched(gap.members)) if gap.members else []


def look_at_tasks(world: World) -> None:
    """Reminds of what is due, and escalates what is late; an alarm may watch how many are."""
    late = 0
    for gap in listed(world):
        if gap.task is None:
            continue
        task = _looked_at(gap.task, world)
        late += task.is_late
        if task != gap.task:
            try:
                world.store.commit(gap.model_copy(update={"task": task}))
            except Conflict:
                continue
    level("SearchGapsLate", late)


def _looked_at(task: Assignment, world: World) -> Assignment:
    now = world.now()
    reminded = task.reminded or (now if now >= task.remind_at else None)
    escalated = task.escalated or (now if now >= task.due else None)
    return task.model_copy(update={"reminded": reminded, "escalated": escalated})


def _rising(world: World) -> dict[str, float]:
    report = world.store.find(Report, REPORT)
    return {it.words: it.z for it in [*report.rising, *report.week_rising]} if report else {}


def _keep(world: World, cluster: Cluster, gap: Gap | None, heard: Tallies, rising: dict[str, float]) -> None:
    """A cluster becomes a gap when so many flushes had it, and then follows what is asked. Another sweep may be quicker."""
    rows = [(core, heard.of[core]) for core in cluster.members if core in heard.of]
    if not rows or (gap is None and len(labels.tags(rows)) < FLUSHES):
        return
    words = labels.label(rows)
    if not words and gap is None:
        return
    after = (gap or _fresh(world)).model_copy(
        update=_now(rows, words or (gap.words if gap else ""), cluster, rising)
    )
    if gap and after == gap:
        return
    try:
        world.store.commit(after)
    except Conflict:
        return


def _fresh(world: World) -> Gap:
    now = world.now()
    return Gap(id=world.new_id(), words="", members="", first=now, last=now, until=now + KEPT)


def _now(
    rows: list[tuple[str, Asked]], words: str, cluster: Cluster, rising: dict[str, float]
) -> dict[str, object]:
    return {
        "words": words,
        "members": tallies.squeezed(cluster.members[:MOST_MEMBERS]),
        "samples": labels.samples(rows),
        "asked": sum(one.asked for _, one in rows),
        "windows": max(one.windows for _, one in rows),
        "z": max(1.0, labels.rise_of(words, rising)),
        "first": min(begin_of(one.first) for _, one in rows),
        "last": max(begin_of(one.last) for _, one in rows),
    }
