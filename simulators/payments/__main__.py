"""`python -m simulators.payments`: the payment provider on this machine."""

import argparse
import asyncio
import os
import signal
import sys
from pathlib import Path

from simulators.payments.server import Options, serve


def parse(arguments: list[str]) -> Options:
    parser = argparse.ArgumentParser(prog="python -m simulators.payments", description=__doc__)
    parser.add_argument("--port", type=int, default=int(os.environ.get("PAYMENTS_PORT", "8093")))
    parser.add_argument("--folder", type=Path, help="where its book and the merchant's secrets are kept")
    return Options(**vars(parser.parse_args(arguments)))


async def run(options: Options) -> None:
    stop, loop = asyncio.Event(), asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop.set)
    print(f"payments: http://127.0.0.1:{options.port}/control", flush=True)
    await serve(options, stop)


if __name__ == "__main__":
    asyncio.run(run(parse(sys.argv[1:])))
