"""Ten million sessions through the rules of the relay, every call dialled: ``python -m bench.pool [--quick]``."""

import argparse
import gc
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor

from bench import report
from bench.pool import judged
from bench.pool.planted import caught, planted
from bench.pool.plants import PLANTS
from bench.pool.run import SEED, Run
from bench.pool.shortage import NUMBERINGS, lines, shortages
from bench.pool.tally import HEAD, Tally
from bench.pool.workloads import WORKLOADS, Workload
from functions.car_move.model.pool import Numbering

PLANTED_ASKS = 5_000


def main(arguments: Sequence[str]) -> int:
    options = argparse.ArgumentParser(prog="bench.pool", description=__doc__)
    options.add_argument("--quick", action="store_true", help="the same at a fraction of the size")
    options.add_argument("--jobs", type=int, default=1, help="workloads at a time")
    options.add_argument("--plant", choices=PLANTS, help="run with a bug, to see that it is caught")
    given = options.parse_args(arguments)
    print(HEAD)
    return _with_a_bug(given.plant) if given.plant else _measure(given.quick, given.jobs)


def _measure(quick: bool, jobs: int) -> int:
    gc.disable()  # Nothing here makes cycles, and looking for them takes a third of the time.
    with ProcessPoolExecutor(jobs, initializer=gc.disable) as workers:
        tallies = [_shown(tally) for tally in workers.map(_play, *zip(*_runs(quick), strict=True))]
    short = shortages(5_000 if quick else 60_000)
    print(*lines(short), sep="\n")
    figures = judged.figures(tallies, short, caught(PLANTED_ASKS))
    return report.finish("pool", figures, judged.goals(quick), SEED)


def _runs(quick: bool) -> Iterator[tuple[Workload, Numbering, int]]:
    for workload in WORKLOADS:
        for numbering in NUMBERINGS:
            yield workload, numbering, workload.asks // 80 if quick else workload.asks


def _play(workload: Workload, numbering: Numbering, asks: int) -> Tally:
    return Run(workload, numbering).play(asks)


def _shown(tally: Tally) -> Tally:
    print(tally, flush=True)
    return tally


def _with_a_bug(name: str) -> int:
    found = _shown(planted(name, PLANTED_ASKS))
    print(f"pool: short of misrouted == 0 (measured {found.misrouted})" if found.misrouted else "pool: ok")
    return 1 if found.misrouted else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
