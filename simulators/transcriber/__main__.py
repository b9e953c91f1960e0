"""`python -m simulators.transcriber`: the transcriber on this machine."""

import argparse
import asyncio
import signal
import sys

from simulators.transcriber.jobs import Memory
from simulators.transcriber.server import Options, serve


def parse(arguments: list[str]) -> Options:
    parser = argparse.ArgumentParser(prog="python -m simulators.transcriber", description=__doc__)
    parser.add_argument("--port", type=int, default=8095)
    parser.add_argument(
        "--otherwise", default="身份证丢了怎么办", help="what is said in a recording that it does not know"
    )
    told = parser.parse_args(arguments)
    return Options(told.port, Memory(otherwise=told.otherwise))


async def run(options: Options) -> None:
    stop, loop = asyncio.Event(), asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop.set)
    print(f"transcriber: http://127.0.0.1:{options.port}/control", flush=True)
    await serve(options, stop)


if __name__ == "__main__":
    asyncio.run(run(parse(sys.argv[1:])))
