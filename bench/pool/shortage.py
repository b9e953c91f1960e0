"""What a pool costs that is smaller than its busiest phone needs: people told to wait, and nobody misled."""

from bench.pool.run import Run
from bench.pool.tally import Tally
from bench.pool.workloads import WORKLOADS
from functions.car_move.model.pool import Numbering

TOWN = next(workload for workload in WORKLOADS if workload.name == "town")
MISSING = (0, 1, 2, 4, 8)
NUMBERINGS: tuple[Numbering, ...] = ("AXB", "AXYB")
Shortages = dict[tuple[Numbering, int], Tally]


def shortages(asks: int) -> Shortages:
    """The same asks with fewer and fewer numbers, from exactly as many as the busiest phone has sessions."""
    enough = Run(TOWN, "AXYB").play(asks).busiest
    return {
        (numbering, missing): Run(TOWN, numbering, enough - missing).play(asks)
        for numbering in NUMBERINGS
        for missing in MISSING
    }


def lines(found: Shortages) -> list[str]:
    return [
        f"{tally}   town with {missing} numbers fewer than its busiest phone needs"
        for (_, missing), tally in found.items()
    ]
