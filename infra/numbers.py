"""``python -m infra.numbers load car-move dev +65…``: the masked numbers of an environment. Running it again is harmless.

python -m infra.numbers list      car-move dev
python -m infra.numbers load      car-move dev +6531580001 +6531580002
python -m infra.numbers retire    car-move dev +6531580001
python -m infra.numbers shared    car-move dev +6531589999      for when none is free: callers give a PIN
python -m infra.numbers unshare   car-move dev +6531589999
python -m infra.numbers numbering car-move dev AXYB             a number for each side; AXB: one for both
python -m infra.numbers watch     car-move dev [--every 10] [--times 0]
"""

import argparse
import os
import sys
import time
from typing import TYPE_CHECKING

from chalicelib.errors import Refused
from infra import environment

if TYPE_CHECKING:
    from chalicelib.world import World
    from functions.car_move.model.pool import Pool

NUMBERINGS = ("AXB", "AXYB")


def main(arguments: list[str]) -> int:
    parser = _parser()
    asked = parser.parse_args(arguments)
    if asked.do == "numbering" and (len(asked.what) != 1 or asked.what[0] not in NUMBERINGS):
        parser.error("numbering is AXB or AXYB")
    world = _world(asked.matter, asked.environment)
    if asked.do == "watch":
        watch(world, asked.every, asked.times)
        return 0
    try:
        pool = _do(world, asked)
    except Refused as refusal:
        print(refusal, file=sys.stderr)
        return 1
    _show(pool)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m infra.numbers", description=__doc__.splitlines()[0])
    parser.add_argument("do", choices=["list", "load", "retire", "shared", "unshare", "numbering", "watch"])
    parser.add_argument("matter", choices=["car-move"])
    parser.add_argument("environment", help="a file in infra/environments")
    parser.add_argument("what", nargs="*", help="numbers in international form; AXB or AXYB for numbering")
    parser.add_argument(
        "--numbering", choices=NUMBERINGS, help="with load: one number for both sides, or one each"
    )
    parser.add_argument("--every", type=float, default=10, help="seconds between two looks")
    parser.add_argument("--times", type=int, default=0, help="how many looks; 0 until interrupted")
    return parser


def _world(matter: str, name: str) -> "World":
    """The world of that deployment; settings read the environment once, so they are imported after it is set."""
    region = environment.load(name).region
    os.environ.update(MATTER=matter, ENVIRONMENT=name, AWS_REGION=region, AWS_DEFAULT_REGION=region)
    from chalicelib.world import World

    return World.live()


def _do(world: "World", asked: argparse.Namespace) -> "Pool":
    from functions.car_move.use_cases import numbers

    if asked.do in {"load", "shared"}:
        _point(world, asked.what)
    match asked.do:
        case "load":
            return numbers.load_numbers(world, asked.what, asked.numbering)
        case "shared":
            return numbers.share(world, asked.what)
        case "numbering":
            return numbers.number_by(world, asked.what[0])
    for number in asked.what:
        (numbers.retire if asked.do == "retire" else numbers.unshare)(world, number)
    return numbers.listed(world)


def _point(world: "World", wanted: list[str]) -> None:
    from functions.car_move.use_cases import numbers

    for number in wanted:
        if not numbers.point(world, number):
            print(f"{number}: the carrier does not know it; point its URLs at {world.public_url} by hand")


def watch(world: "World", every: float, times: int) -> None:
    """A line every few seconds, from counts kept as things happened; ``times`` 0 means until interrupted."""
    from chalicelib import erasures
    from functions.car_move.use_cases import operations

    shown = 0
    while True:
        seen, late = operations.look(world), erasures.overdue(world)
        use = seen.numbers
        print(
            f"{seen.at:%H:%M:%SZ}  sessions {seen.calls.live}  at the busiest phone: busy {use.busy},"
            f" quarantined {use.quarantined}, free {use.free} of {use.numbers}  records the carrier keeps: {late}",
            flush=True,
        )
        shown += 1
        if shown == times:
            return
        time.sleep(every)


def _show(pool: "Pool") -> None:
    print(
        f"{pool.numbering}: {len(pool.numbers)} in use, {len(pool.shared)} shared, {len(pool.retired)} retired"
    )
    for number in pool.numbers:
        print(f"  {number}")
    for number in pool.shared:
        print(f"  {number} (shared)")
    for number in pool.retired:
        print(f"  {number} (retired)")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
