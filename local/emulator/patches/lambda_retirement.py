"""A call that is under way when its function's code changes ends on the code that it began with.

Vanilla kills its environment, or takes the files away while it starts: whoever waits for the call is answered 502.
https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html
"""

import threading
import time
from typing import Any

from ministack.core import lambda_runtime
from ministack.services import lambda_svc

from local.emulator.guard import Patched, expect, wrap

GRACE = 5.0
LOOK = 0.05


def apply() -> None:
    """Take what is busy out of the pool before the rest is killed."""
    expect("in_use" in lambda_runtime.acquire_worker.__code__.co_names, "a leased worker is marked in_use")
    wrap(lambda_svc, "invalidate_worker", "1be5d7f7", _invalidate)


def _invalidate(vanilla: Patched, func_name: str, qualifier: str | None = None, **where: str | None) -> None:
    for worker in _busy(func_name, qualifier):
        threading.Thread(target=_retire, args=(worker,), daemon=True).start()
    vanilla(func_name, qualifier, **where)


def _busy(func_name: str, qualifier: str | None) -> list[Any]:
    """The environments at work on one version; no longer found by the next call. A deleted function's are not spared."""
    busy: list[Any] = []
    with lambda_runtime._lock:
        for key, workers in lambda_runtime._workers.items():
            if key.split(":")[-2:] == [func_name, qualifier]:
                busy += [worker for worker in workers if worker.in_use]
                workers[:] = [worker for worker in workers if not worker.in_use]
    return busy


def _retire(worker: Any) -> None:
    """Once its call is over, or can only be over."""
    over = time.monotonic() + float(worker.config.get("Timeout", 30)) + GRACE
    while worker.in_use and time.monotonic() < over:
        time.sleep(LOOK)
    lambda_runtime.kill_workers([worker])
