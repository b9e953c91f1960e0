"""A running execution survives a restart: same name, same ARN, same input, from its first state again.

On AWS executions outlive any machine; vanilla fails them all with States.ServiceRestart. States must be safe to repeat.
https://docs.aws.amazon.com/step-functions/latest/dg/concepts-standard-vs-express.html
"""

import contextvars
import threading
from typing import Any

from ministack import app as gateway
from ministack.core.responses import set_request_account_id, set_request_region
from ministack.services import stepfunctions as machines

from local.emulator.guard import Patched, wrap


def apply() -> None:
    """Keep them running when state is restored; run them once the emulator answers."""
    wrap(machines, "_restore_state", "b94c49c3", _restore)
    wrap(gateway, "_run_ready_scripts", "7e6cd51c", _ready)


def _restore(vanilla: Patched, data: dict[str, Any] | None) -> None:
    executions = data["executions"]._data.values() if data else ()
    running = [execution for execution in executions if _restartable(execution)]
    vanilla(data)
    for execution in running:
        execution |= {"status": "RUNNING", "stopDate": None, "events": execution["events"][:1]}
        del execution["error"], execution["cause"]


def _restartable(execution: dict[str, Any]) -> bool:
    """Whoever started a synchronous execution is gone."""
    return execution["status"] == "RUNNING" and not execution.get("sync")


async def _ready(vanilla: Patched) -> None:
    await vanilla()
    await gateway._wait_for_port(int(gateway._resolve_port()))
    for (account, region, arn), execution in list(machines._executions._data.items()):
        if execution["status"] == "RUNNING":
            run = contextvars.Context().run
            threading.Thread(target=run, args=(_run, account, region, arn), daemon=True).start()


def _run(account: str, region: str, arn: str) -> None:
    set_request_account_id(account)
    set_request_region(region)
    machines._run_execution(arn)
