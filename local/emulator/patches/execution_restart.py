"""A running execution survives a restart: same name, same ARN, and it goes on in the state it was in.

Vanilla fails them all with States.ServiceRestart. Only what was under way in the present state is done again; a token
that had been handed over stays good.
https://docs.aws.amazon.com/step-functions/latest/dg/choosing-workflow-type.html
"""

import threading
from contextvars import Context
from typing import Any

from ministack import app as gateway
from ministack.core.responses import error_response_json, set_request_account_id, set_request_region
from ministack.services import stepfunctions as machines

from local.emulator.guard import Patched, wrap
from local.emulator.journal import Journal

_here = threading.local()


def apply() -> None:
    """Keep executions when state is restored, and a journal of each while it runs."""
    wrap(machines, "_restore_state", "b94c49c3", _restore)
    wrap(gateway, "_run_ready_scripts", "7e6cd51c", _ready)
    wrap(machines, "_run_execution", "996dff84", _run)
    wrap(machines, "_execute_task", "53c818d2", _state)
    wrap(machines, "_execute_parallel", "2166e1f5", _state)
    wrap(machines, "_execute_map", "18ad3965", _state)
    wrap(machines, "_execute_wait", "a1012679", _wait)
    wrap(machines, "_scaled_sleep", "5ed19df2", _sleep)
    wrap(machines, "_invoke_with_callback", "bbb38423", _hand_over)
    wrap(machines, "_send_task_success", "12eff48b", _answer)
    wrap(machines, "_send_task_failure", "c2a489b4", _answer)
    wrap(machines, "_call_lambda", "25830369", _call)


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
    for scope, execution in list(machines._executions._data.items()):
        if execution["status"] == "RUNNING":
            threading.Thread(target=Context().run, args=(_go_on, *scope), daemon=True).start()


def _go_on(account: str, region: str, arn: str) -> None:
    set_request_account_id(account)
    set_request_region(region)
    machines._run_execution(arn)


def _run(vanilla: Patched, arn: str) -> None:
    execution = machines._executions[arn]
    outer, _here.journal = _journal(), Journal(execution)
    try:
        vanilla(arn)
    finally:
        _here.journal = outer
        for done in ("journal", "present"):
            execution.pop(done, None)


def _state(vanilla: Patched, state: Any, given: Any, execution: Any, context: dict[str, Any]) -> Any:
    """A state at the top of the machine; those inside a branch run in threads of their own, without a journal."""
    journal = _journal()
    if journal is None:
        return vanilla(state, given, execution, context)
    name = context["State"]["Name"]
    if past := journal.replay(name):
        context["variables"].update(past["variables"])
        return past["output"], past["next"]
    output, following = vanilla(state, given, execution, context)
    journal.record(name, output, following, context["variables"])
    return output, following


def _wait(vanilla: Patched, state: dict[str, Any], given: Any, context: dict[str, Any]) -> Any:
    def wait(state: Any, given: Any, _execution: Any, context: Any) -> Any:
        if (journal := _journal()) and {"Seconds", "SecondsPath"} & state.keys():
            _here.waited = journal.waited()
        return vanilla(state, given, context)

    return _state(wait, state, given, None, context)


def _sleep(vanilla: Patched, seconds: float) -> None:
    waited, _here.waited = getattr(_here, "waited", 0.0), 0.0
    vanilla(max(0.0, seconds - waited))


def _hand_over(vanilla: Patched, resource: str, task: Any, token: str, state: Any) -> Any:
    journal = _journal()
    if journal and (handed := journal.take_back()):
        journal.hand_over(handed)
        return vanilla("", task, handed, state)
    _here.token = token
    return vanilla(resource, task, token, state)


def _call(vanilla: Patched, function: str, event: Any) -> Any:
    result = vanilla(function, event)
    token, _here.token = getattr(_here, "token", None), None
    if token and (journal := _journal()):
        journal.hand_over(token)
    return result


def _answer(vanilla: Patched, data: dict[str, Any]) -> Any:
    """An answer may come before its execution is back in its state: the SDK repeats what was throttled."""
    token = data.get("taskToken")
    if token not in machines._task_tokens and any(
        execution["status"] == "RUNNING" and execution.get("present", {}).get("token") == token
        for execution in machines._executions.values()
    ):
        return error_response_json("ThrottlingException", "The execution is being restored", 400)
    return vanilla(data)


def _journal() -> Journal | None:
    journal: Journal | None = getattr(_here, "journal", None)
    return journal
