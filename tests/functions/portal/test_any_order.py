"""Facts come late, twice and in any order; the list is the same in the end."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from functions.portal.model.told import AboutCase, AboutPayment
from functions.portal.rules.following import followed
from functions.portal.words import happenings
from tests.functions.portal.conftest import OWNER

START = datetime(2026, 5, 6, 1, tzinfo=UTC)
DUE = START + timedelta(days=20)
LIFE = [
    ("application.submitted", {}),
    ("application.accepted", {"due": DUE}),
    ("application.correction_wanted", {"until": START + timedelta(days=9)}),
    ("application.moved", {"status": "correcting"}),
    ("application.moved", {"status": "reviewing", "due": DUE + timedelta(days=2)}),
    ("application.suspended", {}),
    ("application.resumed", {}),
    ("application.moved", {"status": "reviewing", "due": DUE + timedelta(days=4)}),
    ("application.moved", {"status": "noticed"}),
    ("application.noticed", {"until": START + timedelta(days=30)}),
    ("application.decided", {"status": "approved"}),
    ("application.moved", {"status": "approved"}),
    ("application.issued", {}),
]


def heard(number):
    """Each instant is shared by two facts, as those of one transaction may."""
    fact, data = LIFE[number]
    about = happenings()[fact]
    told = {"case_id": "case-1", "owner_id": OWNER, "at": START + timedelta(hours=number // 2)}
    [one] = AboutCase.model_validate(told | {"matter": "public-housing"} | data).heard(about.by)
    return one, about.stage_for(one.says)


def after(numbers):
    affair = None
    for number in numbers:
        affair = followed(affair, *heard(number))
    return affair


@given(st.permutations(range(len(LIFE))), st.lists(st.sampled_from(range(len(LIFE))), max_size=8))
def test_whatever_the_order_and_however_often_the_end_is_the_same(order, again):
    assert after([*order, *again]) == after(range(len(LIFE)))


def test_in_the_end_it_is_issued():
    affair = after(range(len(LIFE)))

    assert (affair.stage, affair.done) == ("issued", True)
    assert affair.due == DUE + timedelta(days=4)


def test_what_is_known_changes_nothing():
    affair = after(range(5))

    assert followed(affair, *heard(4)) is affair


@given(st.permutations(["created", "pending", "paid", "settled"]))
def test_a_payments_status_never_goes_back(order):
    affair, life = None, ["created", "pending", "paid", "settled"]
    for status in order:
        at = START + timedelta(seconds=life.index(status))
        [one] = AboutPayment(case_id="pay-1", owner_id=OWNER, at=at, status=status).heard("status")
        affair = followed(affair, one, status)

    assert affair.stage == "settled"


def test_a_car_that_was_registered_a_moment_after_its_sticker_still_has_one(town):
    """Both facts are of one transaction, each with a look at the clock of its own."""
    town.happens("car_move.sticker_issued", case_id="car-1", vehicle_id="car-1")
    town.happens("car_move.vehicle_registered", case_id="car-1", vehicle_id="car-1")

    assert [it["stage"] for it in town.mine("done")] == ["sticker"]


def test_repeats_that_reach_the_store_leave_one_affair_and_one_message(town):
    facts = [
        town.fact("application.submitted"),
        town.fact("application.accepted", due=DUE.isoformat()),
        town.fact("application.decided", status="refused"),
    ]
    copies = [fact.model_copy(update={"id": f"{fact.id}-again"}) for fact in facts]

    town.hear(facts[2], facts[0], facts[1], *facts, *copies)

    assert [it["stage"] for it in town.mine("done")] == ["refused"]
    assert town.mine() == []
    assert len(town.told()) == 3
