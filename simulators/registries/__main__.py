"""`python -m simulators.registries`: other departments' registries on this machine."""

import argparse
import asyncio
import os
import signal
import sys
from pathlib import Path

from simulators.registries.server import Options, serve


def parse(arguments: list[str]) -> Options:
    parser = argparse.ArgumentParser(prog="python -m simulators.registries", description=__doc__)
    parser.add_argument("--port", type=int, default=int(os.environ.get("REGISTRIES_PORT", "8095")))
    parser.add_argument(
        "--keys", type=Path, help="JSON file for the registries' signing keys; none: new ones"
    )
    parser.add_argument("--households", type=int, default=2400, help="besides those of named.toml")
    parser.add_argument("--seed", type=int, default=34, help="the same seed makes the same people")
    return Options(**vars(parser.parse_args(arguments)))


async def run(options: Options) -> None:
    stop, loop = asyncio.Event(), asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop.set)
    print(f"registries: http://127.0.0.1:{options.port}/_sim/registries", flush=True)
    await serve(options, stop)


if __name__ == "__main__":
    asyncio.run(run(parse(sys.argv[1:])))
