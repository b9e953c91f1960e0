"""The operator's check of the whole log: prints every chain that was touched, and fails if there is one.

MATTER=data-sharing ENVIRONMENT=dev python -m functions.data_sharing verify
"""

import sys

from chalicelib.world import World

from .use_cases.verifying import verify

USAGE = "python -m functions.data_sharing verify"


def main(arguments: list[str], world: World) -> int:
    """0: whole, 1: touched, 2: asked for something else."""
    if arguments != ["verify"]:
        print(USAGE, file=sys.stderr)
        return 2
    chains = touched = 0
    for head, breaks in verify(world):
        chains += 1
        touched += bool(breaks)
        for found in breaks:
            print(f"{head.subject}: {found}")
    print(f"{chains} chains, {touched} of them touched")
    return 1 if touched else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:], World.live()))
