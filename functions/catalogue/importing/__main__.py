"""The operator's import of another province's matters, one JSON object a line; it goes on where it was left off.

MATTER=catalogue ENVIRONMENT=dev python -m functions.catalogue.importing FILE --report OUT [--publish]

Rows become proposals that editors look at, or are published at once. OUT gets a line for each row that was refused, kept as an
editor left it, or contradicts itself, and one for the whole.
"""

import argparse
import json
import sys
from dataclasses import asdict
from pathlib import Path

from chalicelib.world import World

from ..use_cases import importing
from ..use_cases.releasing import release


def main(arguments: list[str], world: World) -> int:
    """0: every row was dealt with, 1: some were refused, each with its reason."""
    given = _parser().parse_args(arguments)
    at = importing.begin(world, given.file)
    done = at
    with given.report.open("a" if at.offset else "w", encoding="utf-8") as report:
        for it in importing.run(world, given.file, at, given.publish):
            if isinstance(it, importing.Import):
                done = it
                report.flush()
            elif it.is_worth_a_line:
                report.write(json.dumps(asdict(it), ensure_ascii=False) + "\n")
        whole = {"file": done.name, "rows": done.rows, **done.counts, "findings": done.findings}
        report.write(json.dumps(whole, ensure_ascii=False) + "\n")
    print(json.dumps(whole, ensure_ascii=False))
    if given.publish:
        release(world)
    return 1 if done.counts.get("refused") else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m functions.catalogue.importing", description="导入外省事项"
    )
    parser.add_argument("file", type=Path, help="每行一个 JSON：全国一体化平台实施清单，或县级清单")
    parser.add_argument("--report", type=Path, required=True, help="报告写到哪里")
    parser.add_argument("--publish", action="store_true", help="直接发布；不写就是待审核")
    return parser


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:], World.live()))
