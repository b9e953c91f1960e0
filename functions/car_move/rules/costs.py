"""What calls and texts cost the province, estimated before the carrier's bill comes. Whole fen, and rather too much.

Basis: Budget Law, art. 13 (no spending without a budget).
"""

from collections.abc import Iterable

from chalicelib.definition import Costs
from chalicelib.errors import Busy
from functions.car_move.model.limits import LIMITS
from functions.car_move.model.request import Leg
from functions.car_move.model.tuning import COSTS

A_MINUTE = 60
TOO_DEAR = "今天的电话转接名额已经用完，请明天再试。车辆妨碍通行、情况着急的，请拨打 122。"


def of_call(seconds: int, costs: Costs = COSTS) -> int:
    """Both legs, by the minute begun."""
    return 2 * -(-seconds // A_MINUTE) * costs.voice_minute


def of_session(costs: Costs = COSTS) -> int:
    """Set aside when a session opens: one call as long as they may be."""
    return of_call(int(LIMITS.longest_call.total_seconds()), costs)


def of_legs(legs: Iterable[Leg], costs: Costs = COSTS) -> int:
    """Every call; where no end was reported, as long as it may be: it is under way, or its report was lost."""
    longest = int(LIMITS.longest_call.total_seconds())
    return sum(of_call(leg.seconds if leg.ended else longest, costs) for leg in legs)


def reserved(legs: Iterable[Leg], costs: Costs = COSTS) -> int:
    """What a session under way has cost and may cost yet: never less than was set aside when it opened."""
    return max(of_session(costs), of_legs(legs, costs))


def percent(spent: int, costs: Costs = COSTS) -> int:
    return spent * 100 // costs.day_ceiling


def affordable(spent: int, until_midnight: int, costs: Costs = COSTS) -> None:
    """Raises Busy at the day's ceiling."""
    if spent >= costs.day_ceiling:
        raise Busy(TOO_DEAR, until_midnight)
