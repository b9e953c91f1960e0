"""Let an account go, and take that back: what was let go by mistake is there again with one tap, for a day."""

from datetime import timedelta

from chalicelib.errors import Conflict, NotFound
from chalicelib.store import Delete
from chalicelib.world import World

from ..limits import LIMITS
from ..model.account import Account, Bound, Departed, departed_of
from ..model.auto_pay import AutoPay
from ..model.watch import Watch
from . import accounts, contracts

KEPT = timedelta(days=1)


def unbind(world: World, citizen_id: str, account_id: str) -> Account:
    """Payments made stay where they are; automatic payment ends."""
    account = accounts.owned(world, citizen_id, account_id)
    bound = world.store.find(Bound, accounts.bound_key(world, citizen_id, account))
    auto = world.store.find(AutoPay, account_id)
    world.store.commit(
        Delete(account),
        Departed(**account.model_dump(exclude={"version"}), until=world.now() + KEPT),
        *([Delete(bound)] if bound else []),
        *contracts.ending(world, auto, "unbound"),
    )
    return account


def departed(world: World, citizen_id: str) -> list[Departed]:
    """The latest first. One query."""
    return world.store.page(Departed, departed_of(citizen_id), limit=LIMITS["accounts_each"]).items


def undo(world: World, citizen_id: str, account_id: str) -> Account:
    """As it was; automatic payment stays off. Raises NotFound once the day is over, and Conflict where it is bound again already."""
    gone = world.store.find(Departed, account_id)
    if gone is None or gone.citizen_id != citizen_id:
        raise NotFound("已经过了撤销的时间，请重新绑定。")
    if len(accounts.mine(world, citizen_id)) >= LIMITS["accounts_each"]:
        raise Conflict(f"最多绑定 {LIMITS['accounts_each']} 个户号，请先解绑不用的。")
    account = Account(**gone.model_dump(exclude={"version", "until"}))
    watch = world.store.find(Watch, account_id)
    bound = Bound(id=accounts.bound_key(world, citizen_id, account), account_id=account_id)
    try:
        world.store.commit(
            account,
            Delete(gone),
            bound,
            *([] if watch else [Watch(id=account_id, next=world.now())]),
        )
    except Conflict:
        raise Conflict("这个户号已经重新绑定了。") from None
    return account
