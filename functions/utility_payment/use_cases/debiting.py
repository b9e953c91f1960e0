"""Pay bills by themselves: tell before, debit the day after tomorrow at the earliest, tell of a refusal, stop after three.

A debit is a payment like any other: it claims its bills in the same transaction, so that nobody pays them by hand meanwhile.
"""

from datetime import datetime, timedelta

from chalicelib.errors import Conflict
from chalicelib.store import Change, Delete
from chalicelib.telemetry import discreet, logger
from chalicelib.world import World

from ..events import DebitAnnounced, DebitRefused, OverCeiling
from ..limits import LIMITS
from ..model.account import Account
from ..model.auto_pay import DEBITS, AutoPay, Debit, due
from ..model.bill import Bill
from ..model.payment import Payment
from ..rules import automatic
from . import accounts, contracts, starting

AGAIN, AT_ONCE = timedelta(minutes=10), 50


def planned(world: World, account: Account, bills: list[Bill]) -> tuple[list[Bill], list[Change]] | None:
    """Which bills are seen to, and what is written for it; None where the account's bills are not paid by themselves."""
    auto = world.store.find(AutoPay, account.id)
    if auto is None or auto.status != "on":
        return None
    within, above = automatic.split(bills, auto.ceiling)
    if world.store.find(Debit, account.id):
        within = []  # one after the other
    changes: list[Change] = []
    if within:
        amount = sum(it.amount for it in within)
        changes.append(
            Debit(id=account.id, bills=[it.bill_id for it in within], amount=amount, look=world.now())
        )
    if above:
        changes.append(_over(world, account.id, account.citizen_id, len(above)))
    return [*within, *above], changes


def _over(world: World, account_id: str, citizen_id: str, bills: int) -> OverCeiling:
    return OverCeiling(case_id=account_id, at=world.now(), owner_id=citizen_id, bills=bills)


def see_to_debits(world: World) -> None:
    """Those that are due; one that fails is looked at again in ten minutes, and keeps no other one waiting."""
    waiting = world.store.page(Debit, DEBITS, limit=AT_ONCE, newest_first=False, until=due(world.now())).items
    for debit in waiting:
        try:
            _see_to(world, debit)
        except Conflict:
            continue  # somebody else sees to it at this moment
        except Exception as failure:
            logger.error("a debit could not be seen to", exc_info=discreet(failure))
            _later(world, debit, world.now() + AGAIN)


def _see_to(world: World, debit: Debit) -> None:
    auto = world.store.find(AutoPay, debit.id)
    if debit.status == "paying":
        return _followed(world, debit, auto)
    if auto is None or auto.status != "on":
        return world.store.commit(Delete(debit))
    awake = automatic.awake(world.now())
    if awake > world.now():
        return _later(world, debit, awake)
    auto = contracts.settle(world, auto)  # its end may not have been told to us
    if auto.status != "on":
        return None
    return _announce(world, debit, auto) if debit.status == "new" else _pay(world, debit, auto)


def _announce(world: World, debit: Debit, auto: AutoPay) -> None:
    world.payments.announce(auto.number, debit.amount)
    now = world.now()
    first, last = automatic.first(now), automatic.last(now)
    changed = debit.model_copy(update={"status": "announced", "first": first, "last": last, "look": first})
    told = DebitAnnounced(
        case_id=debit.id,
        at=now,
        owner_id=auto.citizen_id,
        bills=len(debit.bills),
        amount=debit.amount,
    )
    world.store.commit(changed, told)


def _pay(world: World, debit: Debit, auto: AutoPay) -> None:
    """What is still due of it, if it is no more than was said."""
    statement = accounts.statement(world, accounts.owned(world, auto.citizen_id, debit.id))
    if not statement.reachable:
        return _later(world, debit, world.now() + AGAIN)
    due_still = [it for it in statement.bills if it.bill_id in debit.bills and not it.paying]
    if not due_still:
        return world.store.commit(Delete(debit))
    if debit.last and world.now() >= debit.last:
        return world.store.commit(Delete(debit), _refused(world, debit, auto))
    within, above = automatic.split(due_still, auto.ceiling)
    if above or sum(it.amount for it in within) > debit.amount:
        told = _over(world, debit.id, auto.citizen_id, len(due_still))
        return world.store.commit(Delete(debit), told)
    chosen = [f"{debit.id}/{it.bill_id}" for it in within]
    payment, changes = starting.prepared(world, auto.citizen_id, chosen, auto.number)
    paying = {"status": "paying", "payment_id": payment.id, "look": world.now() + AGAIN}
    return world.store.commit(debit.model_copy(update=paying), *changes)


def _followed(world: World, debit: Debit, auto: AutoPay | None) -> None:
    """What has become of the payment."""
    payment = world.store.get(Payment, debit.payment_id)
    if not payment.is_final:
        return _later(world, debit, world.now() + AGAIN)
    if payment.status != "closed" or auto is None or auto.status != "on":
        return world.store.commit(Delete(debit))
    tries = debit.tries + 1
    if tries >= LIMITS["debit_tries"]:
        return world.store.commit(*contracts.ending(world, auto, "refused"))
    later = {"status": "announced", "payment_id": "", "tries": tries, "look": automatic.again(world.now())}
    return world.store.commit(debit.model_copy(update=later), _refused(world, debit, auto))


def _refused(world: World, debit: Debit, auto: AutoPay) -> DebitRefused:
    return DebitRefused(
        case_id=debit.id,
        at=world.now(),
        owner_id=auto.citizen_id,
        bills=len(debit.bills),
        amount=debit.amount,
    )


def _later(world: World, debit: Debit, when: datetime) -> None:
    try:
        world.store.commit(debit.model_copy(update={"look": when}))
    except Conflict:
        return  # it has been seen to
