"""What asking a registry through data-sharing adds: beside the registry asked directly and a trivial route through the same door.

``added`` is what remains of a question once both are taken off: two calls of KMS, the checks, the signature at either end, the log.
``kept`` is a question whose answer is still fresh, so that no registry is asked.
"""

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from http.client import HTTPConnection
from itertools import permutations
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

from bench.report import finish, is_quick
from bench.statistics import percentile
from bench.trivial import deploy_trivial
from local import private, seed
from local.cloud import LocalCloud
from local.processes import python

MATTER, PURPOSE = "public-housing", "办理公共租赁住房资格申请"
SERVICE, FIELDS = "police/household", ("members", "area", "local_since")
WARM_UP = 5
GOALS = {"added_p50_ms": "<= 60", "kept_to_trivial": "<= 8"}


def main() -> int:
    if "--inside" in sys.argv:
        print(json.dumps(measure(json.load(sys.stdin))))
        return 0
    with TemporaryDirectory() as folder, private.started(Path(folder)) as cloud:
        for what in ("province", "data-sharing"):
            cloud.deploy(what)
        seed.registries(cloud)
        deploy_trivial(cloud)
        took = inside(cloud)
    figures = {
        f"{name}_p{share}_ms": percentile(times, share) for name, times in took.items() for share in (50, 99)
    }
    figures["added_p50_ms"] = figures["asked_p50_ms"] - figures["registry_p50_ms"] - figures["trivial_p50_ms"]
    figures["kept_to_trivial"] = figures["kept_p50_ms"] / figures["trivial_p50_ms"]
    return finish("exchange", figures, GOALS)


def inside(cloud: LocalCloud) -> dict[str, list[float]]:
    """Measured by a process that is a matter, as far as the cloud can tell."""
    done = subprocess.run(
        python("bench.exchange", "--inside"),
        env=cloud.environment | {"MATTER": MATTER, "ENVIRONMENT": "dev"},
        input=json.dumps(
            {
                "door": cloud.instance.front_door_port,
                "rounds": 20 if is_quick() else 100,
                "people": people(cloud),
            }
        ),
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return dict(json.loads(done.stdout))


def people(cloud: LocalCloud) -> list[tuple[str, str]]:
    """Names and ID numbers, each of another household."""
    heads = [home["members"][0] for home in cloud.registries.households("34")]
    return [(head["name"], head["id_number"]) for head in heads]


def measure(given: dict[str, Any]) -> dict[str, list[float]]:
    """Milliseconds of each, one after the other."""
    from chalicelib.ports.directory import Person
    from chalicelib.ports.registries import HttpRegistries
    from chalicelib.world import World
    from chalicelib.xroad import Question, client_of

    world, door = World.live(), HTTPConnection("127.0.0.1", given["door"])
    for number, person in enumerate(given["people"]):
        world.directory.put_person(f"citizen-{number}", Person(*person))
        world.registry.consent(f"citizen-{number}", f"case-{number}", PURPOSE, [SERVICE])

    def ask(number: int, fields: tuple[str, ...]) -> None:
        id_number = given["people"][number][1]
        world.registry.ask(SERVICE, [id_number], fields, f"case-{number}", PURPOSE, f"citizen-{number}")

    def hello() -> None:
        door.request("GET", "/trivial/")
        door.getresponse().read()

    direct = Question(SERVICE, (given["people"][0][1],), FIELDS)
    registries = HttpRegistries(world.parameters)
    new = questions(len(given["people"]))
    works: dict[str, Callable[[], object]] = {
        "trivial": hello,
        "registry": lambda: registries.put(direct, {"X-Road-Client": client_of(MATTER)}),
        "asked": lambda: ask(*next(new)),
        "kept": lambda: ask(0, FIELDS),
    }
    took: dict[str, list[float]] = {name: [] for name in works}
    for round_ in range(given["rounds"] + WARM_UP):
        for name, work in works.items():
            began = perf_counter()
            work()
            if round_ >= WARM_UP:
                took[name].append((perf_counter() - began) * 1000)
    return took


def questions(number_of_people: int) -> Iterator[tuple[int, tuple[str, ...]]]:
    """No two alike, so that none is answered from what is kept: other people, and the fields in another order."""
    orders = [order for many in (2, 1, 3) for order in permutations(FIELDS, many)]
    return ((number, order) for order in orders for number in range(1, number_of_people))


if __name__ == "__main__":
    sys.exit(main())
