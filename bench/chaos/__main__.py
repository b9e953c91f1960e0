"""Payments on the worst of all days: ``python -m bench.chaos [--quick] [--payments N] [--seconds S] [--processes P] [--seed X]``.

Callbacks ten times over, most of them lost, the others in any order; answers lost; billers down for up to 27 hours, slow, refusing;
functions killed before and after any write or question, and all of them at once when the power fails, after which what was not
dealt with is delivered again and every state machine begins anew; wrong sums, money twice and too late; a fifth of the payments debited by themselves, some refused, some
switched off meanwhile; four threads. Then T+1.

Payments run in batches, each in a table of its own that is made of memory (``table.py``): moto's takes fifteen times as long.
"""

import argparse
import os
import sys
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from time import monotonic, process_time

os.environ |= {"MATTER": "utility-payment", "ENVIRONMENT": "bench", "AWS_DEFAULT_REGION": "ap-southeast-1"}
os.environ |= {"AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test"}
os.environ |= {"POWERTOOLS_LOG_LEVEL": "CRITICAL"}

from bench import report
from bench.chaos.batch import Batch
from bench.chaos.cloud import Place
from bench.chaos.table import Table, serving
from bench.chaos.verdict import NEVER, judge
from chalicelib.filters import BEIJING

SEED, TOGETHER = 20261125, 40
GOALS = dict.fromkeys(NEVER, "== 0")
FULL, QUICK = 20_000, 120


def batch(seed: int, many: int) -> Counter[str]:
    """What became of ``many`` payments, and how long this process worked for it (in milliseconds)."""
    began, place = process_time(), Place(seed)
    with serving(Table(place.moods.request)):
        first = place.clock.time.astimezone(BEIJING).date()
        run = Batch(place, seed, many)
        run.run()
        found = judge(run, first)
    found += Counter({f"met: {name}": times for name, times in place.moods.done.items()})
    return found + Counter(milliseconds=round((process_time() - began) * 1000))


def all_of(payments: int, processes: int, seconds: float, seed: int) -> Counter[str]:
    """Side by side; no batch is waited for that begins after so long."""
    total: Counter[str] = Counter()
    began, firsts = monotonic(), range(0, payments, TOGETHER)
    sizes = [min(TOGETHER, payments - first) for first in firsts]
    with ProcessPoolExecutor(processes) as pool:
        for found in pool.map(batch, [seed + first for first in firsts], sizes):
            total += found
            if monotonic() - began > seconds:
                pool.shutdown(wait=True, cancel_futures=True)
                break
    return total


def main() -> int:
    options = argparse.ArgumentParser(prog="bench.chaos", description=__doc__)
    options.add_argument("--quick", action="store_true")
    options.add_argument("--payments", type=int, default=0)
    options.add_argument("--seconds", type=float, default=float("inf"), help="no batch begins after so long")
    options.add_argument("--processes", type=int, default=1)
    options.add_argument(
        "--seed", type=int, default=SEED, help="threads take turns as they like, whatever it is"
    )
    given = options.parse_args()
    total = all_of(
        given.payments or (QUICK if given.quick else FULL), given.processes, given.seconds, given.seed
    )
    figures = {name: float(total[name]) for name in [*NEVER, *sorted(set(total) - set(NEVER))]}
    figures["seconds"] = figures.pop("milliseconds") / 1000
    return report.finish("chaos", figures, GOALS, given.seed)


if __name__ == "__main__":
    sys.exit(main())
