"""Whoever was missed is sought step by step, each step once, and none after somebody has answered."""

from datetime import timedelta

import pytest

from functions.car_move.model.answer import Reply
from functions.car_move.model.limits import LIMITS
from functions.car_move.use_cases import answers, inquiries
from tests.functions.car_move.household import OWNER, PASSER_BY, SECOND, add, ended, rung

STEPS = ["pass_on", "tell", "urge", "advise"]


@pytest.fixture
def missed(street, code):
    """A call to the owner, and to a contact with no account, came to nothing."""
    add(street, code, SECOND)
    case = street.ask(code)
    ended(street, case, 0, "L0")
    ended(street, case, 1, "L1")
    return case


def take(street, case, *steps):
    return [street.step(step, case.id) for step in steps]


def told(street, kind):
    return [fact.data for fact in street.world.bus.facts if fact.type == kind]


def test_every_step_may_be_repeated_and_does_its_work_once(street, missed):
    take(street, missed, *(step for step in STEPS for _ in range(3)), *STEPS)

    for kind in ("car_move.unreachable", "car_move.contact_wanted", "car_move.urged"):
        assert len(told(street, kind)) == 1
    after = street.case(missed)
    assert (after.told, after.urged, after.advised) == (True, True, True)


def test_a_turn_that_the_carrier_did_not_pass_on_is_passed_on(street, code):
    add(street, code, SECOND)
    case = street.ask(code)
    form = {"CallSid": "L0", "From": case.number, "To": OWNER, "CallStatus": "completed"}
    street.carrier(f"/calls/{case.id}/progress", **form)

    take(street, case, "pass_on", "pass_on")
    street.world.clock.advance(LIMITS.ring_pause)

    assert rung(street.dial(PASSER_BY, case.number)) == SECOND


def test_the_others_are_given_time_to_be_rung_before_anybody_is_told(street, code):
    add(street, code, SECOND)
    case = street.ask(code)
    ended(street, case, 0, "L0")

    assert take(street, case, "pass_on") == [{"until": "2026-05-01T09:00:35Z"}]
    ended(street, case, 1, "L1")
    assert take(street, case, "pass_on") == [{"until": "2026-05-01T09:00:00Z"}]


def test_with_nobody_else_to_ring_the_owner_is_told_at_once(street, code):
    case = street.ask(code)
    ended(street, case, 0, "L0")

    assert take(street, case, "pass_on") == [{"until": "2026-05-01T09:00:00Z"}]
    assert take(street, case, "tell") == [{"waits": True, "until": "2026-05-01T09:02:00Z"}]


def test_a_contact_with_an_account_is_told_by_notifications(street, code):
    street.world.directory.phones["citizen-2"] = SECOND
    add(street, code, SECOND)
    case = street.ask(code)
    ended(street, case, 0, "L0")
    take(street, case, "tell")

    assert [fact["owner_id"] for fact in told(street, "car_move.contact_sought")] == ["citizen-2"]
    assert told(street, "car_move.contact_wanted") == []


def test_the_owner_sees_first_who_still_waits(street, code, missed):
    take(street, missed, "tell", "urge")
    street.world.clock.advance(timedelta(seconds=1))
    answered = street.ask(street.park("皖B12345"), "+8613700137000")
    answers.answer(street.world, answered.id, answered.owner_line, Reply(kind="cannot"))

    shown = inquiries.mine(street.world, "owner-1").inquiries

    assert [inquiry.case_id for inquiry in shown] == [missed.id, answered.id]
    assert shown[0].urged


def test_the_passer_by_is_told_where_else_there_is_help(street, missed):
    take(street, missed, *STEPS)
    page = street.get(f"/requests/{missed.id}").body.decode()

    assert "还是没有联系上车主" in page
    assert 'href="tel:122"' in page
    assert 'href="tel:12345"' in page


@pytest.mark.parametrize("after", range(len(STEPS)))
def test_an_answer_ends_it_wherever_it_has_got_to(street, missed, after):
    take(street, missed, *STEPS[:after])
    answers.answer(street.world, missed.id, missed.owner_line, Reply(kind="coming", minutes=5))
    before = street.told()

    rest = take(street, missed, *STEPS[after:])

    assert street.told() == before
    assert all(not step["waits"] for step in rest if step and "waits" in step)


def test_nothing_more_happens_once_the_session_is_over(street, missed):
    take(street, missed, "tell")
    street.world.clock.advance(LIMITS.session)

    assert take(street, missed, "urge")[0]["waits"] is False
    take(street, missed, "close", *STEPS)
    assert told(street, "car_move.urged") == []
