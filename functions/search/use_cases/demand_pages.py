"""What operators and editors see of demand, and a citizen of their wishes."""

from dataclasses import asdict

from chalicelib.identity import Caller
from chalicelib.world import World

from ..model.demand import REPORT, Report
from ..model.demand_shown import Demand, GapShown, SoughtShown, Wishes, WishShown
from ..model.gap import Gap
from ..model.shown import HitShown
from ..model.wish import KEPT, Sought
from . import finding, wishes
from .gap_tasks import may, sought
from .gaps import listed, members_of

MOST, NEAREST = 30, 3


def look(world: World, caller: Caller) -> Demand:
    """One read and three queries; nothing is counted here."""
    may(caller)
    waited_for = sought(world)
    gaps = [_shown(world, gap, waited_for) for gap in listed(world)[:MOST]]
    gaps.sort(key=lambda it: not (it.task and it.task.is_late))
    return Demand(
        report=world.store.find(Report, REPORT),
        gaps=gaps,
        closed=[GapShown.model_validate(gap.model_dump()) for gap in listed(world, "closed")[:MOST]],
        sought=[SoughtShown.model_validate(it.model_dump()) for it in _pressing(waited_for)],
        late=sum(1 for it in gaps if it.task and it.task.is_late),
    )


def gap(world: World, caller: Caller, gap_id: str) -> GapShown:
    may(caller)
    return _shown(world, world.store.get(Gap, gap_id), sought(world))


def _pressing(waited_for: list[Sought]) -> list[Sought]:
    """What seems to be answered first, then what most wait for."""
    return sorted(waited_for, key=lambda it: (it.proposed is None, -it.wishes, it.at))[:MOST]


def _shown(world: World, gap: Gap, waited_for: list[Sought]) -> GapShown:
    members = set(members_of(gap))
    hits = finding.find(world, gap.words, NEAREST).hits
    return GapShown.model_validate(
        gap.model_dump()
        | {
            "waiting": sum(it.wishes for it in waited_for if it.core in members),
            "hits": [HitShown.model_validate(asdict(hit)) for hit in hits],
        }
    )


def my_wishes(world: World, caller: Caller) -> Wishes:
    shown = [
        WishShown.model_validate(it.model_dump() | {"id": it.sought}) for it in wishes.mine(world, caller)
    ]
    return Wishes(wishes=shown, days=KEPT.days)
