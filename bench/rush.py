"""More and more people at the front door at once, until more than one answer in a hundred is none, or not the right one."""

import sys
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection, HTTPException
from time import monotonic, perf_counter

from local.cloud import LocalCloud

Sent = tuple[str, str, dict[str, str], bytes]  # method, path, headers, body


def send(door: HTTPConnection, sent: Sent) -> tuple[float, int, bytes]:
    """Milliseconds, status, body."""
    method, path, headers, body = sent
    began = perf_counter()
    door.request(method, path, body, headers)
    answer = door.getresponse()
    told = answer.read()
    return (perf_counter() - began) * 1000, answer.status, told


def throughput(
    cloud: LocalCloud, name: str, right: int, requests: Callable[[int, int], Iterator[Sent]], seconds: float
) -> dict[str, float]:
    """Twice as many people at each step, until more than one answer in a hundred is none, or not the right one.

    ``requests(number, crowd)`` are those of one of them; whoever has none left goes home.
    """
    best, errors_at = 0.0, 0.0
    for crowd in (1, 2, 4, 8, 16, 32, 64):
        with ThreadPoolExecutor(crowd) as people:
            each = [requests(number, crowd) for number in range(crowd)]
            began = monotonic()
            heard = sum(people.map(lambda own: _tell(cloud, own, seconds), each), Counter[int]())
            took = monotonic() - began
        print(f"{name}, {crowd} at a time: {dict(heard)}", file=sys.stderr)
        if heard[right] < 0.99 * heard.total() or not heard:
            errors_at = float(crowd) if heard else 0.0
            break
        best = max(best, heard[right] / took)
    return {f"{name}_per_second": best, f"{name}_errors_begin_at_concurrency": errors_at}


def _tell(cloud: LocalCloud, own: Iterator[Sent], seconds: float) -> Counter[int]:
    """How often which status was answered; 0 where nobody did within ten seconds."""
    door = HTTPConnection("127.0.0.1", cloud.instance.front_door_port, timeout=10)
    heard, end = Counter[int](), monotonic() + seconds
    for sent in own:
        if monotonic() > end:
            break
        try:
            heard[send(door, sent)[1]] += 1
        except (OSError, HTTPException):
            heard[0] += 1
            door.close()
    return heard
