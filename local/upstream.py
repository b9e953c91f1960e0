"""Connections to the emulator, kept open and used again."""

import queue
import select
import threading
from http.client import HTTPConnection
from time import monotonic

PATIENCE = 35.0  # a little more than API Gateway's own 29 seconds
AT_ONCE = 8  # each request under way is a process of its own: a crowd of them would only starve one another
IDLE = 2.0  # well under the emulator's own limit, so that it never hangs up on a request


class Upstream:
    """A pool of idle connections to one port on this machine; ``room`` is for so many requests at once."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.room = threading.BoundedSemaphore(AT_ONCE)
        self._idle: queue.LifoQueue[tuple[float, HTTPConnection]] = queue.LifoQueue()

    def take(self) -> HTTPConnection:
        while True:
            try:
                since, connection = self._idle.get_nowait()
            except queue.Empty:
                return HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
            if monotonic() - since < IDLE and is_open(connection):
                return connection
            connection.close()

    def give_back(self, connection: HTTPConnection) -> None:
        self._idle.put((monotonic(), connection))

    def close(self) -> None:
        while not self._idle.empty():
            self._idle.get()[1].close()


def is_open(connection: HTTPConnection) -> bool:
    """An idle connection with something to read was closed by the other side."""
    return connection.sock is not None and not select.select([connection.sock], [], [], 0)[0]
