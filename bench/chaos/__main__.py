"""Payments on the worst of all days: ``python -m bench.chaos [--quick] [--payments N] [--seconds S]``.

Callbacks ten times over, most of them lost, the others in any order; answers lost; billers down for up to 27 hours, slow, refusing;
functions killed before and after any write or question; wrong sums, money twice and too late; four threads. Then T+1.

Payments run in batches, each in a table of its own, as a table made of memory gets slow when it is large.
"""

import argparse
import os
import sys
from collections import Counter
from time import monotonic

os.environ |= {"MATTER": "utility-payment", "ENVIRONMENT": "bench", "AWS_DEFAULT_REGION": "ap-southeast-1"}
os.environ |= {"AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test"}

from bench import report
from bench.chaos.batch import Batch
from bench.chaos.cloud import Place, memory, one_at_a_time
from bench.chaos.verdict import NEVER, judge
from chalicelib.filters import BEIJING

SEED, TOGETHER = 20261125, 10
GOALS = dict.fromkeys(NEVER, "== 0")
FULL, QUICK = 2_000, 50  # a third of a second each; --payments 20000 takes hours


def batch(seed: int, many: int) -> Counter[str]:
    with memory():
        place = Place(seed)
        first = place.clock.time.astimezone(BEIJING).date()
        run = Batch(place, seed, many)
        run.run()
        found = judge(run, first)
        return found + Counter({f"met: {name}": times for name, times in place.moods.done.items()})


def main() -> int:
    options = argparse.ArgumentParser(prog="bench.chaos", description=__doc__)
    options.add_argument("--quick", action="store_true")
    options.add_argument("--payments", type=int, default=0)
    options.add_argument("--seconds", type=float, default=float("inf"), help="no batch begins after so long")
    given = options.parse_args()
    wanted = given.payments or (QUICK if given.quick else FULL)
    one_at_a_time()
    total: Counter[str] = Counter()
    began = monotonic()
    while total["payments"] < wanted and monotonic() - began < given.seconds:
        total += batch(SEED + total["payments"], min(TOGETHER, wanted - total["payments"]))
    figures = {name: float(total[name]) for name in [*NEVER, *sorted(set(total) - set(NEVER))]}
    return report.finish("chaos", figures | {"seconds": monotonic() - began}, GOALS, SEED)


if __name__ == "__main__":
    sys.exit(main())
