"""Whether the oracle can see: every planted bug must show as calls that went astray."""

from bench.pool.plants import PLANTS
from bench.pool.run import Run
from bench.pool.tally import Tally
from bench.pool.workloads import WORKLOADS

RACES = next(workload for workload in WORKLOADS if workload.name == "races")


def planted(name: str, asks: int) -> Tally:
    """The workload of races, where every phone has both roles, over a book with a bug in it."""
    return Run(RACES, "AXB", book=PLANTS[name]()).play(asks)


def caught(asks: int) -> dict[str, int]:
    """How many calls the oracle saw go astray, by planted bug."""
    return {name: planted(name, asks).misrouted for name in PLANTS}
