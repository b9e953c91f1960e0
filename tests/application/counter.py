"""A counter where people apply: a town with its registries, the state machine, the bus and the minute, all in one process."""

import json
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from chalicelib import matters
from chalicelib.application.edition import current
from chalicelib.application.model.case import Case
from chalicelib.application.model.document import Document
from chalicelib.application.model.due import CITIES, City, Due, due_in
from chalicelib.application.model.task import Task
from chalicelib.application.use_cases import correcting, drafts, submitting, suspending, withdrawing
from chalicelib.application.use_cases.changing import change
from chalicelib.application.use_cases.deciding import Verdict, decided
from chalicelib.application.use_cases.drafts import Beginning
from chalicelib.clocks import is_working_day
from chalicelib.filters import BEIJING
from chalicelib.identity import Caller
from chalicelib.ports.directory import Person
from tests.application.asl import Execution
from tests.conftest import TestWorld

HOUSING, COMMUNITY = "public-housing", "340103001001"
MORNING = datetime(2026, 5, 6, 1, tzinfo=UTC)  # nine o'clock in Beijing, a Wednesday
ANSWERS = {"kind": "resident", "home_now": "庐阳区长江路1号", "home_now_is": "rented", "rooms": "two"}
A_MINUTE = timedelta(minutes=1)


@dataclass
class Counter:
    """``settle`` lets everything happen that needs nobody; ``wait`` lets time pass, with the minute's sweep.

    ``machines`` False: the state machine is dead, and only the sweep is left. ``twice``: every step is taken two times.
    """

    world: TestWorld
    matter: str = HOUSING
    twice: bool = False
    machines: bool = True
    executions: dict[str, Execution] = field(default_factory=dict)
    heard: int = 0
    resumed: int = 0

    def __post_init__(self) -> None:
        self.world.clock.time = max(self.world.clock.time, MORNING)
        self.opened = matters.load(self.matter)

    # people

    def resident(self, number: int = 1, **registries: Any) -> Caller:
        """Somebody who meets every rule, but for what ``registries`` says otherwise (``social_insurance/income=…``)."""
        citizen, id_number = f"citizen-{number}", f"3401031990{number:08}"
        self.world.directory.people[citizen] = Person("王小明", id_number)
        known = {
            "police/household": {
                "members": [{"name": "王小明", "relation": "本人", "id_number": id_number}],
                "local_since": "2015-03-01",
                "area": COMMUNITY,
            },
            "real_estate/homes": {"homes": []},
            "vehicles/registered": {"vehicles": []},
            "social_insurance/income": {"incomes": [{"annual": 3_000_000}]},
            "social_insurance/contributions": {"months": 30},
            "civil_affairs/marriage": {"marriages": []},
        }
        for service, said in (known | registries).items():
            self.world.registry.known[service, id_number] = said
        return Caller(id=citizen, level=2, session="s")

    def draft(self, citizen: Caller, area: str = "3401", answers: dict[str, Any] | None = None) -> str:
        """Filled in, with its materials."""
        wanted = Beginning(area=area, consent=True)
        draft = drafts.begin(self.world, self.matter, citizen, wanted)
        drafts.save(self.world, citizen.id, draft.id, ANSWERS if answers is None else answers)
        for material in current(self.matter, area).definition.materials:
            if material.source == "applicant" and not self.world.store.find(
                Document, draft.id, material.name
            ):
                self.world.store.commit(self._document(draft.id, material.name))
        return draft.id

    def _document(self, draft_id: str, name: str) -> Document:
        return Document(
            id=draft_id,
            name=name,
            key=f"kept/{draft_id}/{name}",
            media_type="image/jpeg",
            size=3,
            sha256="0" * 64,
            handed_in=self.world.now(),
        )

    def submit(self, citizen: Caller, draft_id: str, area: str = "3401") -> Case:
        seen = current(self.matter, area).digest
        return submitting.submit(self.world, self.matter, citizen, draft_id, True, seen)

    def apply(self, citizen: Caller | None = None, area: str = "3401", **answers: Any) -> str:
        """From nothing to the first officer's desk; returns the case's id."""
        citizen = citizen or self.resident()
        case = self.submit(citizen, self.draft(citizen, area, ANSWERS | answers), area)
        self.settle()
        return case.id

    def decide(self, case_id: str, outcome: str = "approve", by: str = "", **verdict: Any) -> Case:
        """What the officer of the present step decides."""
        task = self.task(case_id)
        by = by or f"officer-{task.role}"
        said = Verdict(outcome=outcome, **verdict)
        return self._settled(
            change(self.world, case_id, lambda case: decided(self.world, self.matter, case, task, said, by))
        )

    def suspend(self, case_id: str) -> Case:
        why = suspending.Suspension(kind="鉴定", explanation="需要专家鉴定，约十天。")
        how = lambda case: suspending.suspended(self.world, self.matter, case, why, "officer-1")  # noqa: E731
        return self._settled(change(self.world, case_id, how))

    def resume(self, case_id: str) -> Case:
        how = lambda case: suspending.resumed(self.world, self.matter, case)  # noqa: E731
        return self._settled(change(self.world, case_id, how))

    def withdraw(self, case_id: str, citizen: str = "citizen-1") -> Case:
        return self._settled(withdrawing.withdraw(self.world, self.matter, citizen, case_id))

    def correct(self, case_id: str, citizen: str = "citizen-1") -> Case:
        return self._settled(correcting.hand_in(self.world, self.matter, citizen, case_id))

    # what is there

    def case(self, case_id: str) -> Case:
        return self.world.store.get(Case, case_id)

    def task(self, case_id: str) -> Task:
        """The one that is open; fails where none or several are."""
        [task] = [task for task in self.world.store.parts(Task, case_id) if task.open]
        return task

    def told(self, case_id: str = "") -> list[str]:
        """The facts about a case, in their order."""
        facts = [fact for fact in self.world.bus.facts if case_id in {"", fact.data["case_id"]}]
        return [fact.type.removeprefix("application.") for fact in facts]

    # what happens by itself

    def _settled(self, case: Case) -> Case:
        self.settle()
        return self.case(case.id)

    def settle(self) -> None:
        """Let the bus deliver and the machines run, until nothing more happens."""
        while self._deliver() or self._wake():
            pass

    def _deliver(self) -> bool:
        facts = self.world.bus.facts[self.heard :]
        self.heard += len(facts)
        for fact in facts:
            if fact.type == "application.submitted" and self.machines:
                self._start(json.loads(fact.model_dump_json()))
            matters.react(self.opened, self.world, fact)
        return bool(facts)

    def _start(self, fact: dict[str, Any]) -> None:
        execution = Execution(fact, self._step, self.world.now, self.twice)
        self.executions[fact["data"]["case_id"]] = execution
        execution.run()

    def _step(self, payload: dict[str, Any]) -> dict[str, Any]:
        return matters.step(self.opened, self.world, payload)

    def _wake(self) -> bool:
        woken = self.world.machine.resumed[self.resumed :]
        self.resumed += len(woken)
        for token, output in woken:
            if execution := self.executions.get(str(output["case_id"])):
                execution.resume(token)
        return bool(woken)

    def sweep(self) -> None:
        matters.sweep(self.opened, self.world)
        self.settle()

    def wait(self, **by: float) -> None:
        """Time passes; of the sweep's minutes those are played in which something is due."""
        end = self.world.clock.time + timedelta(**by)
        while self.world.clock.time < end:
            self.world.clock.time = min(end, max(self._next_event(), self.world.clock.time + A_MINUTE))
            self.sweep()
            for execution in list(self.executions.values()):
                execution.let_time_pass()
            self.settle()

    def _next_event(self) -> datetime:
        store = self.world.store
        queues = [
            store.page(Due, due_in(city.code), limit=1, newest_first=False).items
            for city in store.parts(City, CITIES)
        ]
        due = [it.at for queue in queues for it in queue if it.at]
        waiting = [it.waits_until for it in self.executions.values() if it.token and it.waits_until]
        return min([*due, *waiting], default=datetime.max.replace(tzinfo=UTC))

    def working_days(self, many: int) -> None:
        """So many working days on, at the same hour."""
        for _ in range(many):
            self.wait(days=1)
            while not is_working_day(self.world.now().astimezone(BEIJING).date()):
                self.wait(days=1)


def approve_all(counter: Counter, case_id: str) -> None:
    """Through every desk, to the notice."""
    for _ in current(counter.matter).definition.steps:
        counter.decide(case_id)
