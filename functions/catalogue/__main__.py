"""The operator's commands: publish our own catalogue as it lies in the files, and look through matters for what is wrong.

MATTER=catalogue ENVIRONMENT=dev python -m functions.catalogue load     what is new or changed, and a release of it
MATTER=catalogue ENVIRONMENT=dev python -m functions.catalogue release  what was published and is not on the shelf yet
python -m functions.catalogue lint [FILE]                               our files, or a file in a form that can be imported
"""

import argparse
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from chalicelib.world import World

from . import files
from .linting.findings import lint_all
from .model.content import Matter
from .sources.reading import Refused, read
from .use_cases import loading
from .use_cases.releasing import release


def main(arguments: list[str], world: Callable[[], World], folder: Path = files.OURS) -> int:
    """0: done, 1: something is wrong. Only the first two need a world."""
    given = _parser().parse_args(arguments)
    try:
        match given.verb:
            case "load":
                return _load(world(), folder)
            case "release":
                return _release(world())
        return _lint(_read(given.file) if given.file else _ours(folder))
    except files.Wrong as wrong:
        print(wrong, file=sys.stderr)
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m functions.catalogue", description="事项库")
    verbs = parser.add_subparsers(dest="verb", required=True)
    verbs.add_parser("load", help="发布 functions/catalogue/anhui 里的事项")
    verbs.add_parser("release", help="把发布过、还没上架的做成一次目录发布")
    verbs.add_parser("lint", help="一致性检查").add_argument("file", nargs="?", type=Path)
    return parser


def _load(world: World, folder: Path) -> int:
    print(_counted(loading.load(world, files.read(folder))))
    return _release(world)


def _release(world: World) -> int:
    press = release(world)
    print(f"release {press.number}: {press.entries} entries" if press else "somebody else is at it")
    return 0


def _counted(counts: Counter[str]) -> str:
    return ", ".join(f"{many} {became}" for became, many in sorted(counts.items())) or "nothing there"


def _ours(folder: Path) -> Iterator[tuple[str, Matter]]:
    for entry_id, content in files.read(folder).items():
        if isinstance(content, Matter):
            yield entry_id, content


def _read(file: Path) -> Iterator[tuple[str, Matter]]:
    with file.open("rb") as opened:
        for number, line in enumerate(opened, 1):
            try:
                yield read(line)
            except Refused as reason:
                print(f"{file.name}:{number}: {reason}", file=sys.stderr)


def _lint(matters: Iterator[tuple[str, Matter]]) -> int:
    """Each finding, and how often each rule found something; contradictions fail, gaps do not."""
    counts: Counter[tuple[str, str]] = Counter()
    for entry_id, finding in lint_all(matters):
        counts[finding.rule.level, finding.rule.name] += 1
        print(f"{entry_id}: {finding}")
    for (level, name), many in sorted(counts.items()):
        print(f"{many:6} {level:5} {name}")
    return 1 if any(level == "wrong" for level, _ in counts) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:], World.live))
