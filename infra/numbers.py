"""``python -m infra.numbers load car-move dev +65…``: the masked numbers of an environment. Running it again is harmless.

python -m infra.numbers list   car-move dev
python -m infra.numbers load   car-move dev +6531580001 +6531580002 [--numbering AXYB]
python -m infra.numbers retire car-move dev +6531580001
"""

import argparse
import os
import sys
from typing import TYPE_CHECKING

from chalicelib.errors import Refused
from infra import environment

if TYPE_CHECKING:
    from chalicelib.world import World
    from functions.car_move.model.pool import Pool


def main(arguments: list[str]) -> int:
    asked = _parser().parse_args(arguments)
    world = _world(asked.matter, asked.environment)
    try:
        pool = _do(world, asked)
    except Refused as refusal:
        print(refusal, file=sys.stderr)
        return 1
    _show(pool)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m infra.numbers", description=__doc__.splitlines()[0])
    parser.add_argument("do", choices=["list", "load", "retire"])
    parser.add_argument("matter", choices=["car-move"])
    parser.add_argument("environment", help="a file in infra/environments")
    parser.add_argument("numbers", nargs="*", help="in international form: +6531580001")
    parser.add_argument(
        "--numbering", choices=["AXB", "AXYB"], help="one number for both sides, or one for each"
    )
    return parser


def _world(matter: str, name: str) -> "World":
    """The world of that deployment; settings read the environment once, so they are imported after it is set."""
    region = environment.load(name).region
    os.environ.update(MATTER=matter, ENVIRONMENT=name, AWS_REGION=region, AWS_DEFAULT_REGION=region)
    from chalicelib.world import World

    return World.live()


def _do(world: "World", asked: argparse.Namespace) -> "Pool":
    from functions.car_move.use_cases import numbers

    if asked.do == "load":
        for number in asked.numbers:
            if not numbers.point(world, number):
                print(
                    f"{number}: the carrier does not know it; point its voice URL at {world.public_url} by hand"
                )
        return numbers.load_numbers(world, asked.numbers, asked.numbering)
    for number in asked.numbers if asked.do == "retire" else []:
        numbers.retire(world, number)
    return numbers.listed(world)


def _show(pool: "Pool") -> None:
    print(f"{pool.numbering}: {len(pool.numbers)} in use, {len(pool.retired)} retired")
    for number in pool.numbers:
        print(f"  {number}")
    for number in pool.retired:
        print(f"  {number} (retired)")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
