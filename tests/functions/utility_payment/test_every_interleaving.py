"""Every interleaving of citizen, callback, question, timeout, posting and refund, against the code that runs in production."""

from collections import Counter, deque
from datetime import UTC, datetime

import pytest

from functions.utility_payment.model.entry import Posting
from functions.utility_payment.model.payment import Payment
from functions.utility_payment.rules import moves
from functions.utility_payment.rules.moves import Impossible
from tests.functions.utility_payment.universe import TIMES, Habits, State, begin, steps

UNIVERSES = {
    "as it should be": ((1200,), Habits()),
    "two bills": ((700, 500), Habits()),
    "a wrong amount": ((1200,), Habits(amounts=(1100,))),
    "paid twice": ((1200,), Habits(amounts=(1200, 1200))),
    "paid after it was closed": ((1200,), Habits(late_money=True)),
    "a refund fails": ((700, 500), Habits(refund_fails=True)),
    "a bill is given back": ((700, 500), Habits(reverses=True)),
    "a biller goes back on its word": ((1200,), Habits(disputes=True)),
    "all of it at once": (
        (700, 500),
        Habits(amounts=(1200, 1100), late_money=True, refund_fails=True, reverses=True, disputes=True),
    ),
}


def explore(bills, habits, move=moves.move):
    """All states, and for each the states it leads to. Raises AssertionError at the first that is wrong."""
    first = begin(bills)
    seen, leads, waiting = {first}, {}, deque([first])
    while waiting:
        state = waiting.popleft()
        leads[state] = {after(state, step, move) for step in steps(state, habits)}
        for new in leads[state] - seen:
            seen.add(new)
            waiting.append(new)
    return leads


def after(state, step, move):
    _, happening, truth = step
    if happening is None:
        return State(state.payment, state.balances, truth)
    made = move(state.known, happening)
    if made is None:
        return State(state.payment, state.balances, truth)
    assert sum(posting.amount for posting in made.postings) == 0, made
    balances = Counter(dict(state.balances))
    for posting in made.postings:
        balances[posting.account] += posting.amount
    new = State(made.payment.model_dump_json(), tuple(sorted(balances.items())), truth)
    assert_sound(new)
    return new


def assert_sound(state):
    """Never more goes back than came, and no account of ours is on the wrong side."""
    payment, balances = state.known, dict(state.balances)
    assert moves.left(payment) >= 0
    assert balances.get("payer", 0) <= 0, "more went on than came"
    assert balances.get("provider", 0) >= 0


def is_good(state):
    """At rest, with every fen where it belongs."""
    payment, truth, balances = state.known, state.truth, Counter(dict(state.balances))
    amounts = [line.amount for line in payment.lines]
    refunds = {refund.id: refund.amount for refund in payment.refunds}
    held = sum(amount for _, amount in truth.paid) - sum(refunds[it] for it in truth.given_back)
    owed = -sum(amount for account, amount in balances.items() if account.startswith("biller:"))
    return (
        payment.is_final
        and balances["payer"] == 0
        and balances["provider"] == held
        and owed == sum(amounts[i] for i in truth.posted)
    )


def cannot_end_well(leads):
    """States from which no way leads to a good one: money would be stuck."""
    back = {}
    for state, nexts in leads.items():
        for new in nexts:
            back.setdefault(new, set()).add(state)
    well, waiting = set(), deque(state for state in leads if is_good(state))
    while waiting:
        state = waiting.popleft()
        if state not in well:
            well.add(state)
            waiting.extend(back.get(state, ()))
    return set(leads) - well


LARGE = "all of it at once"


@pytest.mark.parametrize(
    "name", [pytest.param(it, marks=[pytest.mark.soak] if it == LARGE else []) for it in UNIVERSES]
)
def test_no_fen_is_lost_and_none_is_stuck(name, capsys):
    leads = explore(*UNIVERSES[name])

    with capsys.disabled():
        print(f" {name}: {len(leads)} states, {sum(map(len, leads.values()))} steps", end=" ")
    assert cannot_end_well(leads) == set()
    assert any(is_good(state) for state in leads)


def forgetful(payment, happening):
    """A planted bug: a callback that is told twice is money twice."""
    return moves.move(payment.model_copy(update={"received": {}}), happening)


def hasty(payment, happening):
    """A planted bug: a refused posting is forgotten instead of given back."""
    made = moves.move(payment, happening)
    if made and made.name == "posting_refused":
        return moves.Move(payment, "nothing", [])
    return made


def generous(payment, happening):
    """A planted bug: what is given back is not told to the ledger."""
    made = moves.move(payment, happening)
    return moves.Move(made.payment, made.name, []) if made and made.name == "refunded" else made


@pytest.mark.parametrize("bug", [forgetful, hasty, generous])
def test_a_planted_bug_is_found(bug):
    def found():
        try:
            return bool(cannot_end_well(explore(*UNIVERSES["as it should be"], move=bug)))
        except (AssertionError, Impossible):
            return True

    assert found()


def test_a_move_that_does_not_balance_is_refused(monkeypatch):
    payment = Payment(
        id="p", citizen_id="c", amount=1, lines=[], created=datetime(2026, 1, 1, tzinfo=UTC), until=TIMES[1]
    )
    one_sided = moves.Move(payment, "odd", [Posting(account="payer", amount=1)])
    monkeypatch.setitem(moves.HANDLERS, str, lambda *_: one_sided)

    with pytest.raises(Impossible):
        moves.move(payment, "anything")
