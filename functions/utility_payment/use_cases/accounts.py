"""Bind an account, and look at its bills."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

from chalicelib.errors import Busy, Conflict, Invalid, NotFound
from chalicelib.filters import BEIJING
from chalicelib.ports.billers import NoAccount, Statement, Unreachable
from chalicelib.world import World

from ..limits import LIMITS
from ..model.account import Account, Binding, Bound, Reminding, accounts_of
from ..model.bill import Bill, BillStatement, Claim, claim_of
from ..model.watch import Watch

A_DAY = timedelta(days=1)
NO_ACCOUNT = "没有查到这个户号，请对照账单核对户号、城市和缴费类别。"


def bind(world: World, citizen_id: str, wanted: Binding) -> Account:
    """The biller is asked whether there is such an account. Binding it again is the same account."""
    key = bound_key(world, citizen_id, wanted)
    if known := world.store.find(Bound, key):
        return world.store.get(Account, known.account_id)
    _count(world, citizen_id)
    try:
        found = world.billers.statement(f"{wanted.utility}-{wanted.city}", wanted.number)
    except NoAccount:
        raise Invalid(NO_ACCOUNT, {"number": NO_ACCOUNT}) from None
    except Unreachable:
        raise Busy("缴费单位的系统正忙，请稍后再试。", 30) from None
    account = Account(
        id=world.new_id(),
        citizen_id=citizen_id,
        utility=wanted.utility,
        city=wanted.city,
        number=wanted.number,
        tail=wanted.number[-4:],
        label=wanted.label,
        holder=found.holder,
        address=found.address,
        bound=world.now(),
    )
    try:
        world.store.commit(
            account, Bound(id=key, account_id=account.id), Watch(id=account.id, next=world.now() + A_DAY)
        )
    except Conflict:
        return world.store.get(Account, world.store.get(Bound, key).account_id)
    return account


def bound_key(world: World, citizen_id: str, it: Binding | Account) -> str:
    """That a citizen has bound this number stands under it, blinded."""
    return f"bound#{world.vault.blind(f'{citizen_id}#{it.utility}#{it.city}#{it.number}')}"


def _count(world: World, citizen_id: str) -> None:
    """Numbers cannot be guessed through us, and nobody binds a whole street."""
    if len(mine(world, citizen_id)) >= LIMITS["accounts_each"]:
        raise Conflict(f"最多绑定 {LIMITS['accounts_each']} 个户号，请先解绑不用的。")
    if world.store.count(f"bindings#{citizen_id}", A_DAY) > LIMITS["bindings_a_day"]:
        raise Conflict("今天绑定的次数太多了，请明天再试。")


def mine(world: World, citizen_id: str) -> list[Account]:
    """One query."""
    return world.store.page(
        Account, accounts_of(citizen_id), limit=LIMITS["accounts_each"], newest_first=False
    ).items


def owned(world: World, citizen_id: str, account_id: str) -> Account:
    """Raises NotFound: what is not theirs is not there."""
    account = world.store.find(Account, account_id)
    if account is None or account.citizen_id != citizen_id:
        raise NotFound("没有找到您要的内容，请检查后重试。")
    return account


def overview(world: World, citizen_id: str) -> list[BillStatement]:
    """Every account with what is due; the billers are asked side by side, as each may take five seconds."""
    known = mine(world, citizen_id)
    with ThreadPoolExecutor(max(len(known), 1)) as side_by_side:
        answers = list(side_by_side.map(lambda account: _asked(world, account), known))
    return [_shown(world, account, answer) for account, answer in zip(known, answers, strict=True)]


def statement(world: World, account: Account) -> BillStatement:
    """Asked of the biller, and of our table what is being paid already. One read per bill."""
    return _shown(world, account, _asked(world, account))


def _asked(world: World, account: Account) -> Statement | None:
    try:
        return world.billers.statement(account.biller, account.number)
    except (Unreachable, NoAccount):
        return None


def _shown(world: World, account: Account, found: Statement | None) -> BillStatement:
    if found is None:
        return BillStatement(account=account, reachable=False)
    today = world.now().astimezone(BEIJING).date()
    bills = [
        Bill(
            bill_id=(bill_id := bill_id_of(world, account.biller, due.bill)),
            theirs=due.bill,
            period=due.period,
            amount=due.amount,
            due=due.due,
            usage=due.usage,
            paying=_paying(world, account.biller, bill_id),
            late=due.due < today,
        )
        for due in found.bills
    ]
    return BillStatement(account=account, unit=found.unit, bills=bills, history=found.history)


def bill_id_of(world: World, biller: str, theirs: str) -> str:
    return world.vault.blind(f"bill#{biller}#{theirs}")[:24]


def _paying(world: World, biller: str, bill_id: str) -> str:
    claim = world.store.find(Claim, claim_of(biller, bill_id))
    return claim.payment_id if claim else ""


def remind(world: World, citizen_id: str, account_id: str, wish: Reminding) -> Account:
    """Whether its owner hears of bills before they are due."""
    account = owned(world, citizen_id, account_id)
    if account.reminds == wish.reminds:
        return account
    changed = account.model_copy(update={"reminds": wish.reminds})
    world.store.commit(changed)
    return changed
