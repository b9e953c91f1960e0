"""What must be true before anything is started, each told in one line; runs on an old Python to say that it is old."""

from __future__ import annotations

import importlib.util
import os
import shutil
import socket
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

NEEDED = (3, 11)
ROOM = 2 * 1024**3


class Usage(Protocol):
    """What ``shutil.disk_usage`` tells, as far as it matters."""

    @property
    def free(self) -> int: ...


def python(version: tuple[int, int] = sys.version_info[:2]) -> Iterator[str]:
    if version != NEEDED:
        found = ".".join(map(str, version))
        yield f"Python 3.11 is needed, this is {found}: install it, or name it with `make PYTHON=/path/to/python3.11 …`."
    elif not importlib.util.find_spec("ensurepip"):
        yield "Python's venv module is incomplete: install python3.11-venv."


def tools(names: tuple[str, ...] = ("git", "make")) -> Iterator[str]:
    for name in names:
        if not shutil.which(name):
            yield f"`{name}` is needed and was not found: install it."


def disk(usage: Callable[[Path], Usage] = shutil.disk_usage, folder: Path = Path()) -> Iterator[str]:
    """Whether there is room where the folder is, or will be."""
    there = next(place for place in (folder.absolute(), *folder.absolute().parents) if place.exists())
    free = usage(there).free
    if free < ROOM:
        yield f"2 GB of free disk is needed, {free / 1024**3:.1f} GB is left here."


def ports(wanted: Mapping[str, int]) -> Iterator[str]:
    for name, port in wanted.items():
        if is_taken(port):
            yield f"Port {port} is taken: stop what listens there, or choose another with {name}=…"


def is_taken(port: int) -> bool:
    with socket.socket() as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind(("127.0.0.1", port))
        except OSError:
            return True
    return False


def this_machine(usage: Callable[[Path], Usage] = shutil.disk_usage, folder: Path = Path()) -> list[str]:
    return [*python(), *tools(), *disk(usage, folder)]


def main() -> int:
    """Anything wrong on this machine, before the first minute of installing."""
    wrong = this_machine()
    if not wrong and "--ports" in sys.argv:
        from local.instance import Instance, NotAPort

        try:
            wrong = list(ports(Instance.of(os.environ).ports))
        except NotAPort as reason:
            wrong = [str(reason)]
    for line in wrong:
        print(line, file=sys.stderr)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
