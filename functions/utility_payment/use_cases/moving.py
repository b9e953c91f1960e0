"""Something happened to a payment: its new state, the ledger's entry, the day's sums and the fact, in one transaction.

The payment's version decides: of two writers at once, the second looks again.
"""

from datetime import timedelta

from chalicelib.errors import Conflict
from chalicelib.filters import BEIJING
from chalicelib.store import Add, Change, Delete
from chalicelib.world import World

from ..events import EDGES, AboutPayment
from ..model.bill import Claim, claim_of
from ..model.entry import Entry
from ..model.payment import Line, Payment
from ..model.unfinished import Unfinished
from ..rules.happenings import Happening
from ..rules.moves import Move, move

TRIES = 8
UNTIL_LOOKED_AT, SUMS_KEPT = timedelta(minutes=10), timedelta(days=3 * 365)
NOT_TAKEN = {"closed", "mismatched", "late", "returned"}


def happened(world: World, payment_id: str, happening: Happening) -> Payment:
    """The payment as it is now. What is known already changes nothing.

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
    world.store.commit(
        moved,
        *_entry(world, moved, made),
        *_released(world, payment, moved),
        *_unfinished(world, moved),
        _fact(world, moved, made),
    )
    return moved


def _entry(world: World, moved: Payment, made: Move) -> list[Change]:
    """The ledger's entry, and what it adds to the sums of the day (in Beijing)."""
    if not made.postings:
        return []
    now = world.now()
    day, until = f"day#{now.astimezone(BEIJING).date().isoformat()}", now + SUMS_KEPT
    fen = sum(posting.amount for posting in made.postings if posting.amount > 0)
    return [
        Entry(
            id=moved.id, number=moved.moves, what=made.name, about=made.about, at=now, postings=made.postings
        ),
        Add(day, f"{made.name}.fen", until, fen),
        Add(day, f"{made.name}.times", until),
    ]


def _released(world: World, before: Payment, moved: Payment) -> list[Change]:
    """Bills that this payment has let go may be paid by another one."""
    free = [
        line
        for old, line in zip(before.lines, moved.lines, strict=True)
        if _is_free(moved, line) and not _is_free(before, old)
    ]
    claims = [world.store.find(Claim, claim_of(line.biller, line.bill_id)) for line in free]
    return [Delete(claim) for claim in claims if claim and claim.payment_id == moved.id]


def _is_free(payment: Payment, line: Line) -> bool:
    return payment.status in NOT_TAKEN or line.status == "refunded"


def _unfinished(world: World, moved: Payment) -> list[Change]:
    known = world.store.find(Unfinished, moved.id)
    if moved.is_final:
        return [Delete(known)] if known else []
    now = world.now()
    return [
        Unfinished(
            id=moved.id,
            version=known.version if known else None,
            since=known.since if known else now,
            look=max(now + UNTIL_LOOKED_AT, moved.until if moved.status in {"created", "pending"} else now),
            status=moved.status,
            amount=moved.amount,
        )
    ]


def _fact(world: World, moved: Payment, made: Move) -> AboutPayment:
    return EDGES[made.name](
        case_id=moved.id,
        at=world.now(),
        owner_id=moved.citizen_id,
        status=moved.status,
        amount=moved.amount,
    )
