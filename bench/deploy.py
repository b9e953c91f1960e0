"""How long deploying takes on this machine, and whether anybody notices.

All matters from nothing, all again unchanged, one after a change of code; meanwhile the others are asked, again and
again, for a page. Baseline: plain ``chalice deploy`` of bench/baselines/trivial on the same emulator.
"""

import shutil
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from bench.report import finish
from bench.trivial import deploy_trivial
from local import private
from local.cloud import LocalCloud
from local.web import Browser

GOALS = {
    "all_from_nothing_s": "<= 90",
    "all_unchanged_s": "<= 15",
    "one_changed_s": "<= 30",
    "refused_meanwhile": "== 0",
}


class Neighbour(threading.Thread):
    """Somebody who uses another matter while one is being deployed."""

    def __init__(self, cloud: LocalCloud) -> None:
        super().__init__(daemon=True)
        self.browser = Browser(cloud.instance.front_door_port)
        self.asked = self.refused = 0
        self.over = threading.Event()

    def run(self) -> None:
        while not self.over.wait(0.05):
            self.asked += 1
            self.refused += self.browser.get("/identity/health").status != 200


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


def main() -> int:
    with TemporaryDirectory() as folder, private.started(Path(folder)) as cloud:
        own_copy(cloud.checkout, "functions", "vendor")
        figures = {"all_from_nothing_s": took(cloud.deploy), "all_unchanged_s": took(cloud.deploy)}
        with (cloud.checkout / "functions" / "notifications" / "rules.py").open("a") as rules:
            rules.write("A_CHANGE = 1\n")
        neighbour = Neighbour(cloud)
        neighbour.start()
        figures["one_changed_s"] = took(lambda: cloud.deploy("notifications"))
        neighbour.over.set()
        neighbour.join()
        figures |= {"asked_meanwhile": neighbour.asked, "refused_meanwhile": neighbour.refused}
        figures["trivial_from_nothing_s"] = took(lambda: deploy_trivial(cloud))
    return finish("deploy", figures, GOALS)


if __name__ == "__main__":
    sys.exit(main())
