"""An ordinary matter under rising load, and what one of its cases costs.

``submit`` is the request that turns a draft into a case, beside a trivial Chalice route that each applicant asks for right
after it. The load is the number of people who apply at once; it doubles until one request in a hundred fails, or to the last
of ``LOADS``. A case costs what its requests, steps and the registry behind it took: Lambda's own REPORT lines, the units that
DynamoDB says it consumed, and the states that its machine entered (each of them a transition that AWS bills).
"""

import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from bench.applicants import MATTER, Applicant, applicants
from bench.case_cost import cost_of_a_case
from bench.report import finish, is_quick
from bench.statistics import percentile
from bench.trivial import deploy_trivial
from local import carrier_account, private, seed
from local.cloud import LocalCloud
from local.instance import TOKEN
from local.waiting import until

LOADS = (1, 2, 4, 8, 16, 32)
WARM_UP = 3
TOO_MANY = 0.01  # of the submissions of one load
NEEDED = ("province", "identity", "data-sharing", MATTER)
PATIENCE = 30.0  # seconds for what is decided at once
CLOSED = {"approved", "refused"}
GOALS: dict[str, str] = {}  # none is stated for a request that writes; the figures are for comparing


@dataclass
class Seen:
    """Milliseconds of what was answered well, and how often something was not."""

    submit: list[float] = field(default_factory=list)
    trivial: list[float] = field(default_factory=list)
    failed: int = 0
    cases: list[tuple[Applicant, str]] = field(default_factory=list)

    def hand_in_all(self, applicant: Applicant, rounds: int) -> None:
        for _ in range(rounds):
            self.hand_in(applicant)

    def hand_in(self, applicant: Applicant) -> None:
        case, agreed = applicant.fill_in()
        took, status = applicant.timed("POST", f"{case}/review", agreed)
        if status == 201:
            self.submit.append(took)
            self.cases.append((applicant, case))
        else:
            self.failed += 1
        took, status = applicant.timed("GET", "/trivial/")
        if status == 200:
            self.trivial.append(took)

    @property
    def share_failed(self) -> float:
        return self.failed / (len(self.submit) + self.failed)


def under_load(people: list[Applicant], rounds: int) -> tuple[Seen, dict[str, float]]:
    """All of them apply so often, each one application after the other."""
    seen, load, began = Seen(), len(people), perf_counter()
    with ThreadPoolExecutor(load) as pool:
        for done in [pool.submit(seen.hand_in_all, one, rounds) for one in people]:
            done.result()
    figures = {f"applied_per_s_at_{load}": len(seen.submit) / (perf_counter() - began)}
    for name, times in (("submit", seen.submit), ("trivial", seen.trivial)):
        figures |= {f"{name}_p{share}_ms_at_{load}": percentile(times, share) for share in (50, 95)}
    figures[f"submit_ratio_at_{load}"] = (
        figures[f"submit_p50_ms_at_{load}"] / figures[f"trivial_p50_ms_at_{load}"]
    )
    return seen, figures


def undecided(cases: list[tuple[Applicant, str]]) -> int:
    """How many of them the machine has not decided in time: a registry that was too busy is asked again, ever more rarely."""
    left = cases

    def look() -> list[tuple[Applicant, str]]:
        nonlocal left
        left = [(who, case) for who, case in left if who.status(case) not in CLOSED]
        return left

    with suppress(TimeoutError):
        until(look, lambda found: not found, PATIENCE)
    return len(left)


def warmed_up(cloud: LocalCloud) -> list[tuple[Applicant, str]]:
    """The applications of somebody whom nobody times."""
    seen = Seen()
    seen.hand_in_all(applicants(cloud, 1, skipped=sum(LOADS))[0], WARM_UP)
    return seen.cases


def rising(cloud: LocalCloud) -> dict[str, float]:
    loads, least, most = (LOADS[:3], 4, 8) if is_quick() else (LOADS, 8, 40)
    everybody = iter(applicants(cloud, sum(loads)))
    undecided(warmed_up(cloud))
    figures: dict[str, float] = {"errors_from": 0}  # 0: at none of these loads
    for load in loads:
        people = [next(everybody) for _ in range(load)]
        seen, measured = under_load(people, max(least, most // load))
        figures |= measured
        figures[f"undecided_at_{load}"] = undecided(seen.cases)
        if seen.share_failed >= TOO_MANY:
            return figures | {"errors_from": load}
    return figures


def main() -> int:
    with TemporaryDirectory() as folder, private.started(Path(folder)) as cloud:
        for what in NEEDED:
            cloud.deploy(what)
        cloud.operator("infra.secrets", "set", seed.ENVIRONMENT, "carrier/token", given=TOKEN)
        carrier_account.buy(cloud.instance.carrier_url, seed.SENDER)
        seed.registries(cloud)
        deploy_trivial(cloud)
        figures = rising(cloud) | cost_of_a_case(cloud)
    return finish("application", figures, GOALS)


if __name__ == "__main__":
    sys.exit(main())
