"""Something happened to a payment: its new state, the ledger's entry and the fact, in one transaction under its version."""

from chalicelib.errors import Conflict
from chalicelib.world import World

from ..events import EDGES, AboutPayment
from ..model.entry import Entry
from ..model.payment import Payment
from ..rules.happenings import Happening
from ..rules.moves import Move, move

TRIES = 8


def happened(world: World, payment_id: str, happening: Happening) -> Payment:
    """The payment as it is now. What is known already changes nothing; of two writers at once, the second looks again.

    Raises NotFound, Impossible, and Conflict where others are quicker eight times over.
    """
    for _ in range(TRIES - 1):
        try:
            return _once(world, payment_id, happening)
        except Conflict:
            continue
    return _once(world, payment_id, happening)


def _once(world: World, payment_id: str, happening: Happening) -> Payment:
    payment = world.store.get(Payment, payment_id)
    made = move(payment, happening)
    if made is None:
        return payment
    moved = made.payment.model_copy(update={"moves": payment.moves + 1})
    world.store.commit(moved, *_entry(world, moved, made), _fact(world, moved, made))
    return moved


def _entry(world: World, moved: Payment, made: Move) -> list[Entry]:
    if not made.postings:
        return []
    return [Entry(id=moved.id, number=moved.moves, what=made.name, at=world.now(), postings=made.postings)]


def _fact(world: World, moved: Payment, made: Move) -> AboutPayment:
    return EDGES[made.name](
        case_id=moved.id,
        at=world.now(),
        owner_id=moved.citizen_id,
        status=moved.status,
        amount=moved.amount,
    )
