"""`python -m simulators.billers`: the billers on this machine."""

import argparse
import asyncio
import os
import signal
import sys
from pathlib import Path

from simulators.billers.server import Options, serve


def parse(arguments: list[str]) -> Options:
    parser = argparse.ArgumentParser(prog="python -m simulators.billers", description=__doc__)
    parser.add_argument("--port", type=int, default=int(os.environ.get("BILLERS_PORT", "8094")))
    parser.add_argument("--token", default=Options.token, help="what the product signs in with")
    parser.add_argument("--book", type=Path, help="JSON file of what was booked")
    return Options(**vars(parser.parse_args(arguments)))


async def run(options: Options) -> None:
    stop, loop = asyncio.Event(), asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop.set)
    print(f"billers: http://127.0.0.1:{options.port}/control", flush=True)
    await serve(options, stop)


if __name__ == "__main__":
    asyncio.run(run(parse(sys.argv[1:])))
