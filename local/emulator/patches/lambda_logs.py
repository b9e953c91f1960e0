"""What a call logs is logged as that call's, and a call that logs nothing waits for nothing.

Vanilla waits 50 ms for a first line in every silent call, and gives a late line to the next one. Here the worker says
when it has said everything.
https://docs.aws.amazon.com/lambda/latest/dg/python-logging.html
"""

import queue
import time
from typing import Any

from ministack.core import lambda_runtime

from local.emulator.guard import Patched, replace_text, wrap

END = "\x00the call has ended"
LONGEST = 0.25
VANILLA = "        _real_stdout.flush()\n\nrun()"
OURS = f"        print({END!r}, file=sys.stderr, flush=True)\n{VANILLA}"


def apply() -> None:
    """Teach the worker to say so, and its reader to listen."""
    lambda_runtime._PYTHON_WORKER_SCRIPT = replace_text(lambda_runtime._PYTHON_WORKER_SCRIPT, VANILLA, OURS)
    wrap(lambda_runtime.Worker, "_drain_stderr_bounded", "3fd7cc74", _drain)


def _drain(vanilla: Patched, worker: Any, *waits: float) -> Any:
    if not worker.config.get("Runtime", "").startswith("python"):
        return vanilla(worker, *waits)
    lines, deadline = [], time.monotonic() + LONGEST
    while (left := deadline - time.monotonic()) > 0:
        try:
            line, end, _ = worker._stderr_queue.get(timeout=left).partition(END)
        except queue.Empty:
            break
        if line or not end:
            lines.append(line)
        if end:
            break
    return "\n".join(lines)
