"""`python -m simulators.carrier`: the telephone carrier on this machine."""

import argparse
import asyncio
import os
import signal
import sys
from pathlib import Path

from simulators.carrier.server import Options, serve

ACCOUNT = "AC00000000000000000000000000000000"


def parse(arguments: list[str]) -> Options:
    parser = argparse.ArgumentParser(prog="python -m simulators.carrier", description=__doc__)
    parser.add_argument("--port", type=int, default=int(os.environ.get("CARRIER_PORT", "8090")))
    parser.add_argument("--account", default=ACCOUNT, help="account SID the product signs in with")
    parser.add_argument(
        "--token", default="local-carrier-token", help="auth token; it also signs the webhooks"
    )
    parser.add_argument(
        "--ledger", type=Path, help="JSONL file; numbers, handsets and messages are kept beside it"
    )
    parser.add_argument("--openapi", type=Path, help="Twilio's OpenAPI document to hold requests against")
    parser.add_argument("--strict", action="store_true", help="with --openapi: refuse keys it does not name")
    parser.add_argument(
        "--speech-rate", type=float, default=8.0, help="characters spoken per second; 0 = at once"
    )
    return Options(**vars(parser.parse_args(arguments)))


async def run(options: Options) -> None:
    stop, loop = asyncio.Event(), asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop.set)
    print(f"carrier: http://127.0.0.1:{options.port}/", flush=True)
    await serve(options, stop)


if __name__ == "__main__":
    asyncio.run(run(parse(sys.argv[1:])))
