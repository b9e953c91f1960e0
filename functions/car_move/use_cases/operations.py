"""What operators watch: counts kept as things happened, never a scan, and nothing personal."""

from collections import Counter
from datetime import timedelta

from chalicelib.world import World
from functions.car_move.model.operations import Calls, Money, Numbers, OpenReport, Operations
from functions.car_move.model.pool import THE_POOL, Pool
from functions.car_move.model.report import OPEN, Report
from functions.car_move.model.tuning import COSTS
from functions.car_move.rules import costs, measures
from functions.car_move.rules.quiet import BEIJING
from functions.car_move.use_cases import tallies

REACHED = ("answered", "replied")


def look(world: World, cursor: str | None = None) -> Operations:
    """One read and four queries."""
    today, yesterday = tallies.of_day(world), tallies.of_day(world, back=1)
    page = world.store.page(Report, OPEN, cursor=cursor)
    return Operations(
        at=world.now(),
        calls=_calls(today, yesterday),
        numbers=_numbers(world, today, yesterday),
        money=_money(tallies.spent(world), today["texts"]),
        turned_away=_by(today, "turned_away"),
        reports=[OpenReport.of(report) for report in page.items],
        cursor=page.cursor,
    )


def _calls(today: Counter[str], yesterday: Counter[str]) -> Calls:
    closed, over = _by(today, "closed"), sum(_by(today, "closed").values())
    reached, missed = sum(closed.get(how, 0) for how in REACHED), closed.get("unreachable", 0)
    rang = {int(most): count for most, count in _by(today, "rang").items()}
    # A session outlives midnight by minutes, so that two days hold all that are open.
    live = today["asked"] + yesterday["asked"] - over - sum(_by(yesterday, "closed").values())
    return Calls(
        live=max(0, live),
        asked=today["asked"],
        reached=reached,
        missed=missed,
        not_called=closed.get("not_called", 0),
        answer_percent=measures.rate(reached, reached + missed),
        ring_p50=measures.percentile(rang, 50),
        ring_p95=measures.percentile(rang, 95),
    )


def _numbers(world: World, today: Counter[str], yesterday: Counter[str]) -> Numbers:
    """Numbers are held for less than an hour, so this hour and the last tell of all that are."""
    here = world.now().astimezone(BEIJING)
    before = here - timedelta(hours=1)
    last = today if before.date() == here.date() else yesterday
    held = [*_by(today, f"held#{here:%H}"), *_by(last, f"held#{before:%H}")]
    busy, quarantined = measures.busiest(held)
    pool = world.store.find(Pool, THE_POOL) or Pool()
    free = max(0, len(pool.numbers) - busy - quarantined)
    return Numbers(numbers=len(pool.numbers), busy=busy, quarantined=quarantined, free=free)


def _money(spent: int, texts: int) -> Money:
    return Money(spent=spent, texts=texts, ceiling=COSTS.day_ceiling, percent=costs.percent(spent))


def _by(counts: Counter[str], what: str) -> dict[str, int]:
    """The counts of one thing, by what comes after it in their name."""
    return {
        name.removeprefix(f"{what}#"): count for name, count in counts.items() if name.startswith(f"{what}#")
    }
