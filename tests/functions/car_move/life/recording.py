"""Real calls, recorded: what the carrier reported of them, to be reported again in another order, or again and again."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from chalicelib.store.row import Row
from functions.car_move.model.contact import Contact, Proposal
from functions.car_move.model.request import Request
from functions.car_move.use_cases import consents, contacts, numbers
from tests.functions.car_move.life.carrier import Call, Callback, bridged
from tests.functions.car_move.life.town import Town

OWNER, PASSER_BY, CONTACT = "+8613800138000", "+8613900139000", "+8613700137000"
NUMBERS = ["+6531580001", "+6531580002", "+6531580003"]
TURN = {"turn", "joined", "rest_until", "answers"}
Outcome = tuple[str, str, int]
"""How a ring ends, what is pressed, and how long it was talked."""


@dataclass
class Scenario:
    """One request, and the calls about it: from whom, and how each phone that rings behaves in turn."""

    name: str
    calls: Sequence[tuple[str, Sequence[Outcome]]]
    with_contact: bool = False


@dataclass
class Recording:
    """A request and every report about it; ``begin`` puts the table back to where the reports begin."""

    town: Town
    case: str
    reports: list[Callback] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)

    def begin(self) -> None:
        Row.delete_table()
        Row.create_table(billing_mode="PAY_PER_REQUEST", wait=True)
        with Row.batch_write() as batch:
            for row in self.rows:
                batch.save(row)
        self.town.world.bus.facts.clear()

    def play(self, reports: Sequence[Callback]) -> tuple[dict[str, Any], int, str]:
        """Report in this order, then close: the request as it is then, its bill and its outcome."""
        self.begin()
        for report in reports:
            assert self.town.carrier(report.path, **report.form).status_code == 200
        self.town.step("close", self.case)
        [closed] = [fact.data for fact in self.town.world.bus.facts if fact.type == "car_move.closed"]
        request = self.town.world.store.get(Request, self.case)
        return request.model_dump(exclude={"version"}), closed["seconds"], closed["outcome"]


def record(town: Town, scenario: Scenario) -> Recording:
    """Live through a scenario once, in the order of events."""
    numbers.load_numbers(town.world, NUMBERS)
    code = town.park(phone=OWNER)
    if scenario.with_contact:
        _befriend(town)
    case = town.ask(code, phone=PASSER_BY).id
    recording = Recording(town, case, rows=list(Row.scan()))
    number = town.follow(case)["number"]
    for n, (caller, outcomes) in enumerate(scenario.calls):
        recording.reports += _call(town, f"CA{n}", caller, number, outcomes)
        town.world.clock.advance(timedelta(seconds=70))
    return recording


def _call(town: Town, sid: str, caller: str, number: str, outcomes: Sequence[Outcome]) -> list[Callback]:
    """One call: who does not answer lets it go on to the next phone."""
    answer = town.carrier("/calls/inbound", CallSid=sid, From=caller, To=number).body
    reports: list[Callback] = []
    for nth, outcome in enumerate(outcomes):
        bridge = bridged(answer)
        assert bridge is not None, answer
        call = Call(sid, caller, number, bridge, town.world.now(), nth)
        *told, finished = call.reports(*outcome)
        for report in told:
            answer = town.carrier(report.path, **report.form).body
        reports += told
    town.carrier(finished.path, **finished.form)
    return [*reports, finished]


def _befriend(town: Town) -> None:
    """Somebody who is rung after the owner."""
    car = next(fact.data["vehicle_id"] for fact in town.world.bus.facts)
    contacts.propose(town.world, "owner-1", car, Proposal(name="家人", phone=CONTACT))
    [contact] = town.world.store.parts(Contact, car)
    consents.accept(town.world, contacts.token_of(town.world, contact.contact_id))


def core(played: tuple[dict[str, Any], int, str]) -> tuple[dict[str, Any], int, str]:
    """Without whose turn it is, and until when nobody is rung for that."""
    request, seconds, outcome = played
    return {name: value for name, value in request.items() if name not in TURN}, seconds, outcome
