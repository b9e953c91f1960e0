"""The emulator itself, run by the interpreter of its own environment; `process.start` is how to start it."""

import os
import sys

from local.emulator import patches
from local.emulator.guard import Changed


def main() -> None:
    """Repair ministack, then serve."""
    try:
        patches.apply(without=set(filter(None, os.environ.get("EMULATOR_WITHOUT", "").split(","))))
    except (Changed, LookupError) as reason:
        sys.exit(f"emulator: {reason}")
    from ministack.app import main as serve

    serve()


if __name__ == "__main__":
    main()
