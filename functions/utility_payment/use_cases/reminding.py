"""Tell of bills before they are due: each account is looked at once a day, in the morning, and each bill told once."""

from datetime import datetime, timedelta

from chalicelib.errors import Conflict
from chalicelib.filters import BEIJING
from chalicelib.store import Delete
from chalicelib.telemetry import discreet, logger
from chalicelib.world import World

from ..events import BillDue
from ..model.account import Account
from ..model.watch import WATCHED, Watch, due
from . import accounts

MORNING, AHEAD, AT_ONCE, KEPT = 9, timedelta(days=5), 50, 24


def look(world: World) -> None:
    """Accounts that are due to be looked at; one that fails keeps no other one waiting."""
    waiting = world.store.page(
        Watch, WATCHED, limit=AT_ONCE, newest_first=False, until=due(world.now())
    ).items
    for watch in waiting:
        try:
            _look_at(world, watch)
        except Conflict:
            continue  # somebody else looks at it at this moment
        except Exception as failure:
            logger.error("an account could not be looked at", exc_info=discreet(failure))


def _look_at(world: World, watch: Watch) -> None:
    account = world.store.find(Account, watch.id)
    if account is None:
        world.store.commit(Delete(watch))
        return
    today = world.now().astimezone(BEIJING).date()
    statement = accounts.statement(world, account)
    soon = [
        bill.bill_id
        for bill in statement.bills
        if bill.due - today <= AHEAD and not bill.paying and bill.bill_id not in watch.told
    ]
    later = watch.model_copy(
        update={"next": _tomorrow_morning(world.now()), "told": [*watch.told, *soon][-KEPT:]}
    )
    told = BillDue(case_id=account.id, at=world.now(), owner_id=account.citizen_id, bills=len(soon))
    world.store.commit(later, *([told] if soon and account.reminds else []))


def _tomorrow_morning(now: datetime) -> datetime:
    there = now.astimezone(BEIJING) + timedelta(days=1)
    return there.replace(hour=MORNING, minute=0, second=0, microsecond=0)
