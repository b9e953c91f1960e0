"""An office: cases that wait at a step, with their evidence, and officers at the matter's door."""

import json
from dataclasses import dataclass, field
from datetime import timedelta

from chalicelib import matters
from chalicelib.application import edition as editions
from chalicelib.application.assessing import assess, facts
from chalicelib.application.model.case import Case
from chalicelib.application.model.evidence import Evidence
from chalicelib.application.model.task import Task
from chalicelib.application.use_cases import tasks
from chalicelib.clocks import Clock
from chalicelib.filters import BEIJING
from chalicelib.identity import Caller
from chalicelib.tokens import LIFETIME, Claims
from tests.door import Door

HOUSING = "public-housing"
COMMUNITY, STREET, CITY = "340102001001", "340102001", "3401"
APPLICANT, SPOUSE = "340102199003071515", "340102199105124526"
OFFICER_NUMBER = "340102198501014519"
ANSWERS = {"kind": "resident", "home_now": "长江路 1 号", "home_now_is": "rented", "rooms": "two"}
EVIDENCE = {
    "police/household": {
        "members": [
            {"name": "王小明", "relation": "本人", "id_number": APPLICANT},
            {"name": "李小红", "relation": "妻", "id_number": SPOUSE},
        ],
        "local_since": "2015-03-01",
        "area": COMMUNITY,
    },
    "real_estate/homes": {"homes": []},
    "vehicles/registered": {"vehicles": []},
    "social_insurance/income": {"incomes": [{"annual": 4_000_000}]},
    "social_insurance/contributions": {"months": 30},
    "civil_affairs/marriage": {
        "marriages": [
            {"id_number": APPLICANT, "spouse": SPOUSE},
            {"id_number": SPOUSE, "spouse": APPLICANT},
        ]
    },
    "own/other_applications": {"open": 0},
}


def caller(name: str, role: str = "street", area: str = STREET, matter: str = HOUSING) -> Caller:
    posts = {f"{matter}:{role}"} if role else set()
    return Caller(id=f"officer-{name}", roles={"officer"}, area=area, posts=posts, session="s")


@dataclass
class Office:
    """``case`` puts a case before a step; ``door`` is an officer's browser."""

    world: object
    numbers: int = field(default=0)

    @property
    def street(self):
        return caller("street")

    def case(self, step="street", silent=(), evidence=None, area=COMMUNITY, days_ago=0, **more) -> Case:
        """``silent``: registries that have not answered."""
        self.numbers += 1
        edition = editions.current(HOUSING, area)
        editions.keep(self.world, edition)
        case_id, now = f"case-{self.numbers}", self.world.now() - timedelta(days=days_ago)
        said = {name: it for name, it in {**EVIDENCE, **(evidence or {})}.items() if name not in silent}
        known = facts(edition, ANSWERS, said, now.astimezone(BEIJING).date())
        case = Case(
            **{
                "id": case_id,
                "number": f"34010220260506{self.numbers:08}",
                "edition": edition.digest,
                "area": area,
                "citizen_id": "citizen-1",
                "status": "reviewing",
                "step": step,
                "round": [it.name for it in edition.definition.steps].index(step) + 1,
                "form": json.dumps(ANSWERS, ensure_ascii=False),
                "findings": assess(edition, known, now.astimezone(BEIJING).date()),
                "submitted": now,
                "accepted": now,
                "promised": Clock(started=now, limit=7),
            }
            | more
        )
        self.world.store.commit(case, *self._kept(case_id, {**EVIDENCE, **(evidence or {})}, silent))
        self._open(case, edition, days_ago)
        return self.world.store.get(Case, case_id)

    def _kept(self, case_id, said, silent):
        for service, answer in said.items():
            yield Evidence(
                id=case_id,
                service=service,
                status="unavailable" if service in silent else "answered",
                asked=self.world.now(),
                fields=sorted(answer),
                answer="{}" if service in silent else json.dumps(answer, ensure_ascii=False),
                signed="" if service in silent else "e.y.j",
            )

    def _open(self, case, edition, days_ago):
        opened = tasks.opened(self.world, HOUSING, case, edition)
        opened = opened.model_copy(update={"opened": opened.opened - timedelta(days=days_ago)})
        late = opened.model_copy(update={"due": tasks.due(self.world, HOUSING, case, opened)})
        self.world.store.commit(late)

    def next_step(self, case_id) -> Task:
        """What the state machine does: open the step that the case is at."""
        case = self.world.store.get(Case, case_id)
        task = tasks.opened(self.world, HOUSING, case, editions.pinned(self.world, HOUSING, case.edition))
        self.world.store.commit(task)
        return task

    def task(self, case_id) -> Task:
        return self.world.store.parts(Task, case_id)[-1]

    def door(self, officer: Caller | None) -> Door:
        routes = matters.load(HOUSING).routes
        if officer is None:
            return Door(routes, self.world)
        claims = Claims(
            sub=officer.id,
            sid=f"session-of-{officer.id}",
            jti="1",
            level=2,
            roles=sorted(officer.roles),
            area=officer.area,
            posts=tuple(officer.posts),
        )
        cookie = self.world.tokens.issue(claims, self.world.now() + LIFETIME)
        return Door(routes, self.world, {"tongban_session": cookie})
