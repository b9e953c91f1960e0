"""``python -m infra.deploy car-move dev``: show what will change, then change it. Running it again is harmless.

python -m infra.deploy car-move dev [--plan]            one matter
python -m infra.deploy --all dev [--plan]               all of them, side by side
python -m infra.deploy province dev [--plan]            only what they share
python -m infra.deploy car-move dev --remove [--yes] [--with-data]
"""

import argparse
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from time import monotonic

from botocore.exceptions import BotoCoreError, ClientError

from chalicelib import matters
from chalicelib.definition import folder_of, lint
from infra import deployment, environment, generate, provision, removal
from infra.build import build
from infra.cloud import Cloud
from infra.deployment import Deployment, MatterDeployment
from infra.errors import CannotDeploy
from infra.progress import say, step

AT_ONCE = 4
EXPECTED = (CannotDeploy, ClientError, BotoCoreError)
PROVINCE = "province"


def main(arguments: list[str]) -> int:
    asked = _parser().parse_args(arguments)
    began = monotonic()
    try:
        _run(asked)
    except EXPECTED as reason:
        print(f"cannot deploy: {reason}", file=sys.stderr)
        return 1
    print(f"{'planned' if asked.plan else 'done'} in {monotonic() - began:.1f} s")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m infra.deploy", description=__doc__.splitlines()[0])
    parser.add_argument("matter", nargs="?", help="a matter's slug, or 'province'")
    parser.add_argument("environment", help="a file in infra/environments")
    parser.add_argument("--all", action="store_true", help="every matter")
    parser.add_argument("--plan", action="store_true", help="only show what would change")
    parser.add_argument("--force", action="store_true", help="deploy even what has not changed")
    parser.add_argument("--remove", action="store_true", help="take the matter away; its table stays")
    parser.add_argument("--with-data", action="store_true", help="with --remove: its table too")
    parser.add_argument("--yes", action="store_true", help="with --remove: do not ask")
    return parser


def _run(asked: argparse.Namespace) -> None:
    to, slugs = _destination(asked.environment), _slugs(asked)
    if asked.remove:
        _remove(slugs, to, asked)
        return
    _print_commands(slugs, to)
    deployment.province(to, asked.plan)
    if not slugs or not to.stacks.exists(to.environment.stack):
        return
    each = _matters(slugs, to)
    _side_by_side({it.stage: it.plan if asked.plan else partial(it.carry_out, asked.force) for it in each})


def _destination(name: str) -> Deployment:
    env = environment.load(name)
    return Deployment(env, Cloud(env.region))


def _slugs(asked: argparse.Namespace) -> list[str]:
    """The matters asked for, of those whose generated configuration is up to date."""
    if asked.matter == PROVINCE:
        return []
    known = [name.replace("_", "-") for name in matters.names()]
    if asked.all == bool(asked.matter):
        raise CannotDeploy("name one matter, or --all")
    if asked.matter and asked.matter not in known:
        raise CannotDeploy(f"no matter {asked.matter}: there is {', '.join(known)}")
    if stale := generate.stale(generate.configuration()):
        raise CannotDeploy(f"{stale[0]} is stale: python -m infra.generate")
    slugs = known if asked.all else [asked.matter]
    wrong = [f"{slug}/{it}" for slug in slugs for it in lint.errors(folder_of(slug))]
    if wrong:
        raise CannotDeploy("\n  ".join(["definitions that lead nowhere:", *wrong]))
    return slugs


def _matters(slugs: list[str], to: Deployment) -> list[MatterDeployment]:
    with step(PROVINCE, "package"):
        made = build()
    say(PROVINCE, f"  {made.package.name}, {made.megabytes:.1f} MB")
    return [MatterDeployment(slug, to, made) for slug in slugs]


def _print_commands(slugs: list[str], to: Deployment) -> None:
    """What this command does, for doing it by hand; the paths' API ids are known only afterwards."""
    where = to.cloud.emulator or f"AWS {to.environment.region}"
    print(f"{to.environment.name} on {where}; by hand it would be:")
    stacks = [provision.province(to.environment), *(provision.matter(slug, to.environment) for slug in slugs)]
    for stack in stacks[:2]:
        print(f"  {stack.command}")
    for slug in slugs[:1]:
        print(f"  chalice deploy --stage {slug}-{to.environment.name}")
        print(f"  {to.front_door.command(provision.defined(slug).base_paths[0], 'API-ID')}")
    if len(slugs) > 1:
        print(f"  … and the last three for {len(slugs) - 1} more")


def _side_by_side(work: dict[str, Callable[[], None]]) -> None:
    """All of them, even when one fails; then what failed, by name."""
    with ThreadPoolExecutor(AT_ONCE) as pool:
        running = {stage: pool.submit(task) for stage, task in work.items()}
    failed = {stage: error for stage, task in running.items() if (error := task.exception())}
    for error in failed.values():
        if not isinstance(error, EXPECTED):
            raise error
    if failed:
        raise CannotDeploy("; ".join(f"{stage}: {error}" for stage, error in failed.items()))


def _remove(slugs: list[str], to: Deployment, asked: argparse.Namespace) -> None:
    if not slugs:
        raise CannotDeploy("the province is removed by hand: docs/operating.md, Removing")
    for it in _matters(slugs, to):
        if not asked.yes:
            removal.confirm(it.stage, asked.with_data)
        removal.remove(it, asked.with_data)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
