"""What operators see of what people search for: hot words, bursts, what nobody answers; and the hot words for everybody."""

from collections.abc import Iterable
from datetime import date, timedelta

from chalicelib.errors import Conflict
from chalicelib.world import World

from ..demand import tallies
from ..demand.bursts import LEAST_ASKED, Burst, Usual, bursts
from ..demand.tallies import FLUSHES, Asked, Tallies
from ..demand.words import each_idea_once, pieces
from ..model.demand import (
    MOST_IN_DAY,
    MOST_IN_WINDOW,
    MOST_PIECES,
    REPORT,
    USUAL,
    WINDOW,
    Day,
    Report,
    Rising,
    UsualDays,
    Window,
    Word,
    day_id,
    window_id,
)
from ..model.hot import HOT, Hot
from .noting import window_of
from .watching import BEIJING, bounded

WEEKS, WEEK = 28, 7
MOST_WORDS, MOST_HOT, LEAST_HOT = 20, 8, 4
SHOWN = timedelta(hours=24)  # a burst, after it was last seen
ANSWERED_SHARE = 0.2  # of a hot word, so much may go unanswered


def report(world: World) -> None:
    """Every minute. Where another was quicker, the next minute is soon enough."""
    before = world.store.find(Report, REPORT)
    today = world.now().astimezone(BEIJING).date()
    found = (
        world.store.find(Window, window_id(window_of(world.now() - ago))) for ago in (timedelta(0), WINDOW)
    )
    recent = [window for window in found if window]
    if before and before.date == today.isoformat() and not recent and not before.rising:
        return
    usual = usual_days(world, today)
    day = world.store.find(Day, day_id(today.isoformat()))
    heard = _heard(day, recent)
    made = _made(world, before, today, usual, day, recent, heard)
    hot = _hot(world, heard)
    try:
        world.store.commit(made, *hot)
    except Conflict:
        return


def _made(
    world: World,
    before: Report | None,
    today: date,
    usual: UsualDays,
    day: Day | None,
    recent: list[Window],
    heard: Tallies,
) -> Report:
    now = world.now()
    open_windows = [it for it in recent if not it.summed]
    new_day = before is None or before.date != today.isoformat()
    made = (before or Report(id=REPORT, at=now, date="")).model_copy(
        update={
            "at": now,
            "date": today.isoformat(),
            "asked": (day.asked if day else 0) + sum(it.asked for it in open_windows),
            "missed": (day.missed if day else 0) + sum(it.missed for it in open_windows),
            "today": hot_words(heard),
            "unanswered": unanswered(heard),
            "rising": _rising(before.rising if before else [], _bursts(recent, usual), world),
        }
    )
    return made.model_copy(update=_week(world, today)) if new_day else made


def _heard(day: Day | None, recent: Iterable[Window]) -> Tallies:
    heard = tallies.unpacked(day.heard if day else "", MOST_IN_DAY)
    for window in recent:
        if not window.summed:
            heard.merge(tallies.unpacked(window.heard, MOST_IN_WINDOW))
    return heard


def _bursts(recent: Iterable[Window], usual: UsualDays) -> list[Burst]:
    """In this window and the one before, so that a burst is seen whenever in a window it begins."""
    heard, among = Tallies(2 * MOST_IN_WINDOW), 0
    for window in recent:
        heard.merge(tallies.unpacked(window.heard, MOST_IN_WINDOW))
        among += window.asked
    return bursts(pieces(heard, LEAST_ASKED), among, _usual(usual))


def _usual(days: UsualDays) -> Usual:
    return Usual(days.total, days.days, days.least, tallies.usual_counts(days.pieces))


def _rising(known: list[Rising], found: list[Burst], world: World) -> list[Rising]:
    """A burst keeps its beginning, whatever longer or shorter words it is seen by."""
    now = world.now()
    risen: list[Rising] = []
    for burst in found:
        same = [it for it in known if it.words in burst.words or burst.words in it.words]
        since = min((it.since for it in same), default=now)
        risen.append(Rising(**vars(burst), since=since, seen=now))
    words = [it.words for it in risen]
    past = [
        it for it in known if now - it.seen < SHOWN and not any(it.words in w or w in it.words for w in words)
    ]
    return [*risen, *past][:MOST_WORDS]


def hot_words(heard: Iterable[tuple[str, Asked]]) -> list[Word]:
    """Whole queries that many asked."""
    many = [(core, one) for core, one in heard if len(one.tags) >= FLUSHES]
    many.sort(key=lambda it: (-it[1].asked, it[0]))
    return [Word(words=core, asked=one.asked, missed=one.missed) for core, one in many[:MOST_WORDS]]


def unanswered(heard: Iterable[tuple[str, Asked]]) -> list[Word]:
    """Words that many asked and nobody answered."""
    rows = [(core, Asked(one.missed, one.missed, one.tags)) for core, one in heard if one.missed]
    found = {text: it for text, it in pieces(rows, FLUSHES).items() if len(it.tags) >= FLUSHES}
    ranked = sorted(found, key=lambda it: (-found[it].asked, -len(it), it))
    return [
        Word(words=text, asked=found[text].asked, missed=found[text].missed)
        for text in dict.fromkeys(each_idea_once(ranked, found))
    ][:MOST_WORDS]


def _hot(world: World, heard: Tallies) -> list[Hot]:
    """For everybody, so only words that were answered; none where there are too few, or the same."""
    fit = [
        it.words
        for it in hot_words(heard)
        if it.missed <= ANSWERED_SHARE * it.asked and 2 <= len(it.words) <= 10
    ][:MOST_HOT]
    known = world.store.find(Hot, HOT)
    if len(fit) < LEAST_HOT or (known and known.words == fit):
        return []
    return [(known or Hot(id=HOT)).model_copy(update={"words": fit})]


def usual_days(world: World, today: date) -> UsualDays:
    """The four weeks before today; summed when the day begins."""
    known = world.store.find(UsualDays, USUAL)
    if known and known.date == today.isoformat():
        return known
    summed = _sum(world, [today - timedelta(days=back) for back in range(1, WEEKS + 1)])
    fresh = (known or UsualDays(id=USUAL, date="")).model_copy(
        update={
            "date": today.isoformat(),
            "total": summed.total,
            "days": summed.days,
            "least": summed.least,
            "pieces": tallies.squeezed(summed.counts),
        }
    )
    try:
        world.store.commit(fresh)
    except Conflict:
        return fresh
    return fresh


def _sum(world: World, dates: Iterable[date]) -> Usual:
    counts: dict[str, int] = {}
    total = days = least = 0
    for one in dates:
        day = world.store.find(Day, day_id(one.isoformat()))
        if day is None:
            continue
        total, days, least = total + day.asked, days + 1, least + day.least
        for text, many in (tallies.stretched(day.pieces) if day.pieces else {}).items():
            counts[text] = counts.get(text, 0) + many
    kept, cut = bounded(counts, 2 * MOST_PIECES, least)
    return Usual(total, days, cut, kept)


def _week(world: World, today: date) -> dict[str, object]:
    """The seven days before, and what rose in them against the four weeks before those."""
    heard, among = Tallies(2 * MOST_IN_DAY), 0
    for back in range(1, WEEK + 1):
        day = world.store.find(Day, day_id((today - timedelta(days=back)).isoformat()))
        if day:
            heard.merge(tallies.unpacked(day.heard, MOST_IN_DAY))
            among += day.asked
    before = _sum(world, [today - timedelta(days=back) for back in range(WEEK + 1, WEEK + WEEKS + 1)])
    found = bursts(pieces(heard, LEAST_ASKED), among, before)
    now = world.now()
    return {
        "week": hot_words(heard),
        "week_rising": [Rising(**vars(it), since=now, seen=now) for it in found],
    }
