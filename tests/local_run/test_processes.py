"""The children of a local cloud start, are watched and stop together."""

import os
import signal
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from local.processes import Processes

WAITS = [sys.executable, "-u", "-c", "print('up'); import signal; signal.pause()"]
ENDS = [sys.executable, "-c", "print('gone', flush=True)"]
STUBBORN = [
    sys.executable,
    "-c",
    "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('up', flush=True); signal.pause()",
]


@pytest.fixture
def processes(tmp_path: Path) -> Iterator[Processes]:
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    children = Processes(tmp_path / "logs", grace=0.3)
    yield children
    children.stop()
    for number, handler in before.items():
        signal.signal(number, handler)


def test_a_child_that_ends_by_itself_is_named(processes):
    processes.start("emulator", WAITS, os.environ)
    processes.start("carrier", ENDS, os.environ)

    assert processes.wait() == "carrier"
    assert processes.log_of("carrier").read_text() == "gone\n"


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_the_waiting_and_names_no_child(processes, number):
    processes.start("emulator", WAITS, os.environ)
    threading.Timer(0.1, os.kill, (os.getpid(), number)).start()

    assert processes.wait() is None


def test_stopping_leaves_no_child_behind_not_even_a_stubborn_one(processes):
    processes.start("emulator", WAITS, os.environ)
    processes.start("stubborn", STUBBORN, os.environ)
    children = list(processes.running.values())
    while not processes.log_of("stubborn").read_text():
        assert children[1].poll() is None

    processes.stop()

    assert [child.returncode for child in children] == [-signal.SIGTERM, -signal.SIGKILL]
