"""What an officer does besides deciding: vouch for a registry that is silent, and stop the clock for a special procedure."""

from datetime import UTC, datetime

import pytest

from chalicelib.application.model.action import Action
from chalicelib.application.model.case import Case
from chalicelib.application.model.desk import Decide, Round, Suspend, Verify
from chalicelib.application.model.evidence import Evidence
from chalicelib.application.use_cases import queueing, reviewing, vouching
from chalicelib.errors import Conflict, Invalid, NotYours
from tests.application.office import HOUSING, Office, caller


@pytest.fixture
def office(world):
    world.clock.time = datetime(2026, 5, 6, 2, tzinfo=UTC)
    return Office(world)


def held(office, officer=None, **more):
    """A case that the officer has claimed."""
    case, officer = office.case(**more), officer or office.street
    queueing.claim(office.world, HOUSING, officer, case.id, Round(round=case.round))
    return case


def decide(office, officer, case, outcome="approve", **given):
    given = Decide(**{"round": case.round} | given)
    return reviewing.decide(office.world, HOUSING, officer, case.id, outcome, given)


def now(office, case):
    return office.world.store.get(Case, case.id)


def facts(office):
    return [fact.type for fact in office.world.bus.facts]


def test_an_officer_vouches_for_what_a_registry_does_not_say(office):
    case = held(office, silent={"vehicles/registered"})
    given = Verify(round=2, service="vehicles/registered", reason="电话联系车管所，名下无车。", fields={})

    vouching.vouch(office.world, HOUSING, office.street, case.id, given)

    evidence = office.world.store.get(Evidence, case.id, "vehicles/registered")
    assert (evidence.status, evidence.by_hand) == ("by_hand", office.street.id)
    assert {it.rule: it.verdict for it in now(office, case).findings}["vehicles"] == "met"
    assert [it.what for it in office.world.store.parts(Action, case.id)] == ["claimed", "verified"]


def test_whoever_vouched_does_not_decide_the_same_step(office):
    case = held(office, silent={"vehicles/registered"})
    given = Verify(round=2, service="vehicles/registered", reason="电话联系车管所，名下无车。", fields={})
    vouching.vouch(office.world, HOUSING, office.street, case.id, given)

    with pytest.raises(NotYours):
        decide(office, office.street, case)
    queueing.release(office.world, HOUSING, office.street, case.id, Round(round=2))
    second = caller("second")
    queueing.claim(office.world, HOUSING, second, case.id, Round(round=2))
    decide(office, second, case)

    assert now(office, case).step == "bureau"


def test_what_is_vouched_for_is_complete_and_of_the_right_kind(office):
    case = held(office, silent={"police/household"})
    fields = {"members": [{"name": "王小明", "relation": "本人", "id_number": "123"}]}
    given = Verify(round=2, service="police/household", reason="查看户口簿原件。", fields=fields)

    with pytest.raises(Invalid) as refused:
        vouching.vouch(office.world, HOUSING, office.street, case.id, given)

    assert {"members.0.id_number", "local_since"} <= set(refused.value.fields)


def test_a_special_procedure_stops_the_clock_and_is_over_when_somebody_says_so(office):
    case = held(office)
    given = Suspend(round=2, kind="实地核查", notice="需要上门核实住房情况，大约五个工作日。")

    reviewing.suspend(office.world, HOUSING, office.street, case.id, given)
    stopped = now(office, case)
    reviewing.resume(office.world, HOUSING, office.street, case.id, Round(round=2))

    assert stopped.suspended
    assert "上门核实" in stopped.promised.pauses[-1].explanation
    assert not now(office, case).suspended
    assert office.task(case.id).open
    assert [it for it in facts(office) if "us" in it or "resumed" in it] == [
        "application.suspended",
        "application.resumed",
    ]


def test_nothing_is_decided_during_a_special_procedure(office):
    case = held(office)
    given = Suspend(round=2, kind="鉴定", notice="需要鉴定，大约十个工作日。")
    reviewing.suspend(office.world, HOUSING, office.street, case.id, given)

    with pytest.raises(Conflict):
        decide(office, office.street, case)
