"""The children of a local cloud: started together, watched together, stopped together."""

import contextlib
import os
import queue
import signal
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence
from pathlib import Path

GRACE = 10.0  # seconds to save and leave before a child is made to


class Processes:
    """Each child has its own session, so that Ctrl-C reaches only us and we stop them in order."""

    def __init__(self, logs: Path, grace: float = GRACE) -> None:
        self.logs = logs
        self.grace = grace
        self.running: dict[str, subprocess.Popen[bytes]] = {}
        self._news: queue.SimpleQueue[str] = queue.SimpleQueue()

    def start(self, name: str, command: Sequence[str], environment: Mapping[str, str]) -> None:
        self.logs.mkdir(parents=True, exist_ok=True)
        with self.log_of(name).open("ab") as log:
            child = subprocess.Popen(
                command,
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        self.adopt(name, child)

    def adopt(self, name: str, child: subprocess.Popen[bytes]) -> None:
        self.running[name] = child
        threading.Thread(target=self._report, args=(name, child), daemon=True).start()

    def disown(self, name: str) -> None:
        """What ends this child is no news from here on."""
        del self.running[name]

    def log_of(self, name: str) -> Path:
        return self.logs / f"{name}.log"

    def wait(self) -> str | None:
        """Until told to stop (nothing) or until a child ends by itself (its name)."""
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_: self._news.put(""))
        return self._news.get() or None

    def stop(self) -> None:
        for child in reversed(self.running.values()):
            end(child, self.grace)
        self.running.clear()

    def _report(self, name: str, child: subprocess.Popen[bytes]) -> None:
        child.wait()
        if name in self.running:
            self._news.put(name)


def end(child: subprocess.Popen[bytes], grace: float) -> None:
    """A polite word, then none; and nothing of the child's own session left behind."""
    child.terminate()
    with contextlib.suppress(subprocess.TimeoutExpired):
        child.wait(grace)
    with contextlib.suppress(ProcessLookupError):
        os.killpg(child.pid, signal.SIGKILL)
    child.wait()


def python(module: str, *arguments: object) -> list[str]:
    return [sys.executable, "-m", module, *map(str, arguments)]
