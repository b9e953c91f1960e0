"""Switch automatic payment on and off. What the provider says of the contract counts, and off is off at once, whoever hears of it."""

from datetime import timedelta

from chalicelib.errors import Busy, Conflict
from chalicelib.ports import payments as provider
from chalicelib.ports.payments import Contract
from chalicelib.store import Change, Delete
from chalicelib.telemetry import discreet, logger
from chalicelib.world import World

from ..events import AutoPayOff, AutoPayOn, AutoPayStopped
from ..model.auto_pay import UNSETTLED, AutoPay, Ceiling, ContractOf, Debit, Why, contract_of, due
from ..model.payment import Payment
from ..model.watch import Watch
from . import accounts

AGAIN, FORGOTTEN, AT_ONCE = timedelta(minutes=10), timedelta(hours=1), 50
UNREACHABLE = "支付系统正忙，请稍后再试。"


def wish(world: World, citizen_id: str, account_id: str, wanted: Ceiling) -> AutoPay:
    """To be signed; where it is on already, the ceiling is the new one from now on."""
    account = accounts.owned(world, citizen_id, account_id)
    known = world.store.find(AutoPay, account_id)
    if known and known.status == "ending":
        raise Conflict("上一次的自动缴费正在关闭，请过几分钟再开通。")
    if known and known.status != "off":
        changed = known.model_copy(update={"ceiling": wanted.yuan * 100})
        world.store.commit(changed)
        return changed
    now, code = world.now(), world.new_id()
    signing = AutoPay(
        id=account_id,
        version=known.version if known else None,
        citizen_id=citizen_id,
        label=f"{account.title} 尾号{account.tail}",
        ceiling=wanted.yuan * 100,
        code=code,
        since=now,
        look=now + AGAIN,
    )
    world.store.commit(signing, ContractOf(id=contract_of(code), account_id=account_id))
    return signing


def go_sign(world: World, citizen_id: str, account_id: str) -> str:
    """Where the citizen signs; "" where there is nothing to sign."""
    known = of_account(world, citizen_id, account_id)
    if known is None or known.status != "signing":
        return ""
    try:
        return world.payments.sign(known.code, known.label, f"{world.public_url}/pay/callbacks")
    except provider.NotOffered:
        raise Conflict("这里还不能开通自动缴费，请先手动缴费。") from None
    except provider.Unreachable:
        raise Busy(UNREACHABLE, 10) from None


def of_account(world: World, citizen_id: str, account_id: str) -> AutoPay | None:
    accounts.owned(world, citizen_id, account_id)
    return world.store.find(AutoPay, account_id)


def looked_at(world: World, known: AutoPay) -> AutoPay:
    """While somebody waits, the provider is asked."""
    try:
        return settle(world, known)
    except (provider.Unreachable, Conflict):
        return known


def switch_off(world: World, citizen_id: str, account_id: str) -> AutoPay | None:
    """Nothing is debited from this moment on; a debit that the bank has in hand already is carried through."""
    known = of_account(world, citizen_id, account_id)
    if known is None or known.status in {"ending", "off"}:
        return known
    world.store.commit(*ending(world, known, "citizen"))
    return looked_at(world, world.store.get(AutoPay, account_id))


def ending(world: World, known: AutoPay | None, why: Why) -> list[Change]:
    """What is written when it ends; nothing where it has ended."""
    if known is None or known.status in {"ending", "off"}:
        return []
    now = world.now()
    kind = AutoPayStopped if why == "refused" else AutoPayOff
    return [
        known.model_copy(update={"status": "ending", "why": why, "look": now}),
        *_without_debit(world, known.id),
        kind(case_id=known.id, at=now, owner_id=known.citizen_id),
    ]


def settle(world: World, known: AutoPay) -> AutoPay:
    """Bring ours and the provider's together. Raises Unreachable, and Conflict where somebody else does so at this moment."""
    if known.status == "off":
        return known
    end = known.status == "ending"
    contract = world.payments.end(known.code) if end else world.payments.contract(known.code)
    match contract.state:
        case "signed" if known.status == "signing":
            return _on(world, known, contract)
        case "signed":
            return known
        case "none" if known.status == "signing" and world.now() < known.since + FORGOTTEN:
            return known
    return _off(world, known, known.why or ("provider" if contract.state == "ended" else "never_signed"))


def _on(world: World, known: AutoPay, contract: Contract) -> AutoPay:
    """The account's bills are looked at at once, also those that were told before."""
    now, watch = world.now(), world.store.find(Watch, known.id)
    changed = known.model_copy(update={"status": "on", "number": contract.number, "since": now})
    looks = [watch.model_copy(update={"next": now, "told": []})] if watch else []
    world.store.commit(changed, *looks, AutoPayOn(case_id=known.id, at=now, owner_id=known.citizen_id))
    return changed


def _off(world: World, known: AutoPay, why: Why) -> AutoPay:
    changed = known.model_copy(update={"status": "off", "why": why})
    told = AutoPayStopped(case_id=known.id, at=world.now(), owner_id=known.citizen_id)
    unforeseen = [*_without_debit(world, known.id), told] if known.status == "on" else []
    world.store.commit(changed, *unforeseen)
    return changed


def _without_debit(world: World, account_id: str) -> list[Change]:
    debit = world.store.find(Debit, account_id)
    return [Delete(debit)] if debit else []


def hear(world: World, contract: Contract) -> None:
    """A callback is a hint only: the provider is asked. A contract that nobody wishes any more is ended. Raises Unreachable."""
    of = world.store.find(ContractOf, contract_of(contract.code))
    known = world.store.find(AutoPay, of.account_id) if of else None
    if known is None:
        return
    if known.code == contract.code and known.status != "off":
        settle(world, known)
    elif world.payments.contract(contract.code).state == "signed":
        world.payments.end(contract.code)


def allows(world: World, payment: Payment) -> bool:
    """Whether its payer still wishes this payment to be made by itself."""
    known = world.store.find(AutoPay, payment.lines[0].account_id)
    return known is not None and known.status == "on" and known.number == payment.contract


def see_to_contracts(world: World) -> None:
    """Those that are not signed yet, or not ended yet at the provider; one that fails keeps no other one waiting."""
    waiting = world.store.page(
        AutoPay, UNSETTLED, limit=AT_ONCE, newest_first=False, until=due(world.now())
    ).items
    for one in waiting:
        try:
            settled = settle(world, one)
            if settled.status in {"signing", "ending"}:
                world.store.commit(settled.model_copy(update={"look": world.now() + AGAIN}))
        except Conflict:
            continue  # somebody else sees to it at this moment
        except Exception as failure:
            logger.error("a contract could not be seen to", exc_info=discreet(failure))
