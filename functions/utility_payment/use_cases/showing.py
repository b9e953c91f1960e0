"""What citizens and operators look at."""

import csv
import io
from datetime import datetime, timedelta

from chalicelib.errors import TooMany
from chalicelib.filters import BEIJING
from chalicelib.identity import Caller, require
from chalicelib.world import World

from ..limits import LIMITS
from ..model.audit import Audit, of
from ..model.auto_pay import AutoPay, Debit
from ..model.payment import Payment, payments_of
from ..model.shown import Automatic, Day, History, Operations, Seen, Stuck, Told, Turn
from ..model.unfinished import UNFINISHED, Unfinished
from . import accounts, advancing, contracts, refunding, starting

DAYS, PAGE, EXPORTED, RECENT = 7, 20, 500, 20
TURNS = {
    f"utility_payment.{it}"
    for it in (
        "auto_pay_on",
        "auto_pay_off",
        "auto_pay_stopped",
        "debit_announced",
        "debit_refused",
        "over_ceiling",
    )
}
LATE = timedelta(hours=2)


def account(world: World, citizen_id: str, account_id: str) -> Seen:
    """One of a citizen's accounts, with everything about it."""
    statement = accounts.statement(world, accounts.owned(world, citizen_id, account_id))
    return Seen(
        **{name: getattr(statement, name) for name in type(statement).model_fields},
        auto=world.store.find(AutoPay, account_id),
        debit=world.store.find(Debit, account_id),
    )


def automatic(world: World, citizen_id: str, account_id: str) -> Automatic:
    """While somebody waits for the provider, it is asked."""
    auto = contracts.of_account(world, citizen_id, account_id)
    if auto and auto.status in {"signing", "ending"} and _may_look(world, citizen_id):
        auto = contracts.looked_at(world, auto)
    turns = [Turn(at=fact.data["at"], what=fact.type) for fact in world.store.facts(account_id)]
    return Automatic(
        account=accounts.owned(world, citizen_id, account_id),
        auto=auto,
        debit=world.store.find(Debit, account_id),
        turns=[it for it in turns if it.what in TURNS][-RECENT:],
        waits=auto is not None and auto.status in {"signing", "ending"},
    )


def _may_look(world: World, citizen_id: str) -> bool:
    return world.store.count(f"looks#{citizen_id}", timedelta(minutes=1)) <= LIMITS["looks_a_minute"]


def follow(world: World, citizen_id: str, payment_id: str) -> Told:
    """While somebody waits, whoever owes an answer is asked."""
    payment = starting.owned(world, citizen_id, payment_id)
    if not payment.is_final:
        if not _may_look(world, citizen_id):
            raise TooMany("看得太勤了，请过一会儿再刷新。", 30)
        payment = advancing.advance(world, payment.id)
    has_receipt = any(line.status == "posted" for line in payment.lines)
    return Told(
        payment=payment,
        waits=not payment.is_final and payment.status != "created",
        has_receipt=has_receipt,
        requests=refunding.of_payment(world, payment.id),
    )


def history(world: World, citizen_id: str, cursor: str | None) -> History:
    """One query."""
    page = world.store.page(Payment, payments_of(citizen_id), limit=PAGE, cursor=cursor)
    return History(payments=page.items, next=page.cursor)


def export(world: World, citizen_id: str) -> bytes:
    """The latest payments as CSV that spreadsheets open as it is (UTF-8 with a mark), one line a bill."""
    payments = world.store.page(Payment, payments_of(citizen_id), limit=EXPORTED).items
    text = io.StringIO()
    table = csv.writer(text)
    table.writerow(["日期", "编号", "缴费项目", "账期", "金额（元）", "状态"])
    for payment in payments:
        for line in payment.lines:
            day = payment.created.astimezone(BEIJING).date().isoformat()
            yuan = f"{line.amount // 100}.{line.amount % 100:02}"
            table.writerow([day, payment.id, line.title, line.period, yuan, STATUS[line.status]])
    return text.getvalue().encode("utf-8-sig")


STATUS = {
    "unpaid": "未支付",
    "posting": "入账中",
    "posted": "已入账",
    "refunding": "退款中",
    "refunded": "已退款",
    "disputed": "核对中",
}


def operations(world: World, caller: Caller) -> Operations:
    """Sums of the last days and the payments that wait; no personal data. One query a day, two more, and one read for each that is stuck."""
    require(caller, "operator")
    now = world.now()
    waiting = world.store.page(Unfinished, UNFINISHED, limit=100, newest_first=False).items
    stuck = [_stuck(world, it) for it in waiting if now - it.since > LATE]
    days = [_day(world, now - timedelta(days=back)) for back in range(DAYS)]
    audit = world.store.find(Audit, of(now.astimezone(BEIJING).date() - timedelta(days=1)))
    return Operations(
        audit=audit,
        days=days,
        stuck=stuck,
        requests=refunding.open_requests(world, caller),
        health="waiting" if stuck or (audit and audit.found) else "ok",
    )


def _stuck(world: World, it: Unfinished) -> Stuck:
    minutes = int((world.now() - it.since).total_seconds() // 60)
    failed = [refund for refund in world.store.get(Payment, it.id).refunds if refund.status == "failed"]
    return Stuck(id=it.id, status=it.status, amount=it.amount, minutes=minutes, failed=failed)


def _day(world: World, moment: datetime) -> Day:
    day = moment.astimezone(BEIJING).date()
    sums = world.store.tally(f"day#{day.isoformat()}")
    parted = {name.rpartition("."): many for name, many in sums.items()}
    return Day(
        day=day,
        fen={what: many for (what, _, unit), many in parted.items() if unit == "fen"},
        times={what: many for (what, _, unit), many in parted.items() if unit == "times"},
    )
