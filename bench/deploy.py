"""How long deploying takes on this machine, and whether anybody notices.

All matters from nothing, all again unchanged, then the largest one after each of some changes of code: from the command
to the smoke check that the new code has answered. Meanwhile that matter and another are asked, again and again, for a
page. Baseline: plain ``chalice deploy`` of bench/baselines/trivial on the same emulator.
"""

import shutil
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from bench.report import finish, is_quick
from bench.statistics import median
from bench.trivial import deploy_trivial
from local import private
from local.cloud import LocalCloud
from local.web import Browser

GOALS = {
    "all_from_nothing_s": "<= 90",
    "all_unchanged_s": "<= 15",
    "one_changed_s": "<= 5",
    "refused_meanwhile": "== 0",
}
CHANGED = "car-move"


class User(threading.Thread):
    """Somebody who uses matters while one is being deployed."""

    def __init__(self, cloud: LocalCloud) -> None:
        super().__init__(daemon=True)
        self.browser = Browser(cloud.instance.front_door_port)
        self.asked = self.refused = 0
        self.over = threading.Event()

    def run(self) -> None:
        while not self.over.wait(0.05):
            for matter in (CHANGED, "identity"):
                self.asked += 1
                self.refused += self.browser.get(f"/{matter}/health").status != 200


def own_copy(checkout: Path, *names: str) -> None:
    """Copies instead of links, so that something can be changed in them."""
    for name in names:
        linked = checkout / name
        target = linked.resolve()
        linked.unlink()
        shutil.copytree(target, linked, symlinks=True)


def took(work: Callable[[], object]) -> float:
    began = perf_counter()
    work()
    return perf_counter() - began


def redeployed(cloud: LocalCloud, change: int) -> float:
    """Seconds from the command to the answer of a matter whose code has changed, and only that."""
    rules = cloud.checkout / "functions" / CHANGED.replace("-", "_") / "rules" / "costs.py"
    rules.write_text(f"{rules.read_text()}CHANGE_{change} = {change}\n")
    return took(lambda: cloud.deploy(CHANGED))


def main() -> int:
    with TemporaryDirectory() as folder, private.started(Path(folder)) as cloud:
        own_copy(cloud.checkout, "functions", "vendor")
        figures = {"all_from_nothing_s": took(cloud.deploy), "all_unchanged_s": took(cloud.deploy)}
        user = User(cloud)
        user.start()
        changes = [redeployed(cloud, change) for change in range(1 if is_quick() else 5)]
        user.over.set()
        user.join()
        figures |= {"one_changed_s": median(changes), "one_changed_slowest_s": max(changes)}
        figures |= {"asked_meanwhile": user.asked, "refused_meanwhile": user.refused}
        figures["trivial_from_nothing_s"] = took(lambda: deploy_trivial(cloud))
    return finish("deploy", figures, GOALS)


if __name__ == "__main__":
    sys.exit(main())
