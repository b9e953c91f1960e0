"""Real calls, recorded: what the carrier reported of them, to be reported again in another order, or again and again."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from moto.dynamodb.models.table import Table

from chalicelib.store.row import Row, connection
from functions.car_move.model.contact import Contact, Proposal
from functions.car_move.model.request import Request
from functions.car_move.use_cases import consents, contacts, numbers
from tests import quick_tables
from tests.functions.car_move.life.carrier import Call, Callback, bridged
from tests.functions.car_move.life.town import Town

OWNER, PASSER_BY, CONTACT = "+8613800138000", "+8613900139000", "+8613700137000"
NUMBERS = ["+6531580001", "+6531580002", "+6531580003"]
TURN = {"turn", "joined", "rest_until", "answers"}
NOT_READ = {"version", "outbox_shard", "outbox_at"}
Outcome = tuple[str, str, int]
"""How a ring ends, what is pressed, and how long it was talked."""
Ending = tuple[dict[str, Any], int, str]
"""The request, its bill in seconds, and its outcome."""


@dataclass(frozen=True)
class Scenario:
    """One request, and the calls about it: from whom, and how each phone that rings behaves in turn."""

    name: str
    calls: tuple[tuple[str, tuple[Outcome, ...]], ...]
    with_contact: bool = False


@dataclass(frozen=True)
class State:
    """A table, and all in it that can make a difference: two that look the same go on the same."""

    table: Table = field(compare=False)
    looks: str


@dataclass
class Recording:
    """A request, how everything stood when it had just been asked, and all that was reported about it since.

    What became of a state is known from then on: many orders lead through the same few states.
    """

    town: Town
    case: str
    beginning: State
    reports: list[Callback] = field(default_factory=list)
    _after: dict[tuple[State, int], State] = field(default_factory=dict)
    _ends: dict[State, Ending] = field(default_factory=dict)

    def play(self, reports: Sequence[Callback]) -> Ending:
        """Report in this order, then close."""
        state = self.beginning
        for report in reports:
            state = self.after(state, report)
        return self.ends(state)

    def after(self, state: State, report: Callback) -> State:
        """How it all stands once this has arrived, too."""
        step = state, self.reports.index(report)
        if step not in self._after:
            quick_tables.put_back(connection().client, state.table)
            assert self.town.carrier(report.path, **report.form).status_code == 200
            self._after[step] = _as_it_is(self.town)
        return self._after[step]

    def ends(self, state: State) -> Ending:
        """The request as it is once it has been closed, its bill and its outcome."""
        if state not in self._ends:
            quick_tables.put_back(connection().client, state.table)
            self.town.world.bus.facts.clear()
            self.town.step("close", self.case)
            [closed] = [fact.data for fact in self.town.world.bus.facts if fact.type == "car_move.closed"]
            request = self.town.world.store.get(Request, self.case).model_dump(exclude={"version"})
            self._ends[state] = request, closed["seconds"], closed["outcome"]
        return self._ends[state]


def _as_it_is(town: Town) -> State:
    """Facts that were told are left out, as nothing reads them again, and versions, which are only ever compared.

    A tally is spread over several rows by lot; what counts is their sum.
    """
    table = quick_tables.keep(connection().client, Row.Meta.table_name)
    looks, tallies = [], Counter[str]()
    for row in quick_tables.rows(table):
        kind, *_ = str(row["sk"]["S"]).split("#")
        if kind == "tally":
            tallies[row["pk"]["S"] + row["sk"]["S"].rpartition("#")[0]] += int(row["tally"]["N"])
        elif kind != "fact":
            looks.append(_looks(town, row))
    return State(table, str((looks, sorted(tallies.items()))))


def _looks(town: Town, row: dict[str, Any]) -> list[tuple[str, Any]]:
    """With what is sealed opened: it is sealed differently each time."""
    place = f"{Row.Meta.table_name}|{row['pk']['S']}|{row['sk']['S']}"
    sealed = row.get("sealed", {}).get("B")
    said = {name: value for name, value in row.items() if name not in {*NOT_READ, "sealed"}}
    return [*sorted(said.items()), ("sealed", town.world.vault.open(sealed, place) if sealed else None)]


def record(town: Town, scenario: Scenario) -> Recording:
    """Live through a scenario once, in the order of events."""
    numbers.load_numbers(town.world, NUMBERS)
    code = town.park(phone=OWNER)
    if scenario.with_contact:
        _befriend(town)
    case = town.ask(code, phone=PASSER_BY).id
    recording = Recording(town, case, _as_it_is(town))
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


def core(played: Ending) -> Ending:
    """Without whose turn it is, and until when nobody is rung for that."""
    request, seconds, outcome = played
    return {name: value for name, value in request.items() if name not in TURN}, seconds, outcome
