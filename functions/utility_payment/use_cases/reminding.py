"""Tell of bills before they are due, or have them paid by themselves: each account is looked at once a day, each bill told once."""

from datetime import datetime, timedelta

from chalicelib.errors import Conflict
from chalicelib.filters import BEIJING
from chalicelib.store import Change, Delete
from chalicelib.telemetry import discreet, logger
from chalicelib.world import World

from ..events import BillDue
from ..model.account import Account
from ..model.bill import Bill
from ..model.watch import WATCHED, Watch, due
from . import accounts, debiting

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
        bill
        for bill in statement.bills
        if bill.due - today <= AHEAD and not bill.paying and bill.bill_id not in watch.told
    ]
    seen, changes = debiting.planned(world, account, soon) or (soon, _reminder(world, account, soon))
    told = [*watch.told, *(bill.bill_id for bill in seen)][-KEPT:]
    world.store.commit(
        watch.model_copy(update={"next": _tomorrow_morning(world.now()), "told": told}), *changes
    )


def _reminder(world: World, account: Account, soon: list[Bill]) -> list[Change]:
    if not soon or not account.reminds:
        return []
    return [BillDue(case_id=account.id, at=world.now(), owner_id=account.citizen_id, bills=len(soon))]


def _tomorrow_morning(now: datetime) -> datetime:
    there = now.astimezone(BEIJING) + timedelta(days=1)
    return there.replace(hour=MORNING, minute=0, second=0, microsecond=0)
