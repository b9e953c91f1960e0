"""What one case costs, from the empty form to the decision, by the cloud's own accounts."""

import json
import re
import subprocess
from time import time
from typing import Any

import boto3

from bench.applicants import MATTER, Applicant, applicants
from local.cloud import LocalCloud
from local.processes import python
from local.waiting import until

NAME = f"tongban-{MATTER}-dev"
FUNCTIONS = (NAME, f"{NAME}-on_step", f"{NAME}-on_fact", "tongban-data-sharing-dev")
SKIPPED = 100  # households whose heads others may be
DURATION = re.compile(r"Billed Duration: ([\d.]+) ms")


def cost_of_a_case(cloud: LocalCloud) -> dict[str, float]:
    """Of the second case of somebody: by then everything is warm."""
    [person] = applicants(cloud, 1, skipped=SKIPPED)
    logs, states, events = (client(cloud, name) for name in ("logs", "stepfunctions", "events"))
    decided(states, person)
    since = int(time() * 1000)
    transitions = decided(states, person)
    spent = [ms for name in FUNCTIONS for ms in durations(logs, name, since)]
    events.disable_rule(Name=f"{NAME}-machine", EventBusName="tongban-dev")
    return {
        "case_lambda_calls": len(spent),
        "case_lambda_ms": sum(spent),
        "case_state_transitions": transitions,
    } | units(cloud, person)


def client(cloud: LocalCloud, service: str) -> Any:
    return boto3.client(
        service,  # type: ignore[call-overload]
        endpoint_url=cloud.instance.cloud_url,
        region_name="ap-southeast-1",
        aws_access_key_id="test",
        aws_secret_access_key="test",
    )


def decided(states: Any, person: Applicant) -> int:
    """One application, to the end of its execution: the states that were entered."""
    [machine] = [it for it in states.list_state_machines()["stateMachines"] if it["name"] == NAME]
    there = executions(states, machine["stateMachineArn"])
    case, agreed = person.fill_in()
    _, status = person.timed("POST", f"{case}/review", agreed)
    if status != 201:
        raise RuntimeError(f"not accepted: {status}")
    ended = until(lambda: executions(states, machine["stateMachineArn"], "SUCCEEDED") - there, patience=60)
    pages = states.get_paginator("get_execution_history").paginate(executionArn=ended.pop())
    return sum(event["type"].endswith("StateEntered") for page in pages for event in page["events"])


def executions(states: Any, machine: str, status: str | None = None) -> set[str]:
    which = {"statusFilter": status} if status else {}
    pages = states.get_paginator("list_executions").paginate(stateMachineArn=machine, **which)
    return {it["executionArn"] for page in pages for it in page["executions"]}


def durations(logs: Any, function: str, since: int) -> list[float]:
    """Of each call since then, in milliseconds, as Lambda reports them; none where it never ran."""
    try:
        pages = logs.get_paginator("filter_log_events").paginate(
            logGroupName=f"/aws/lambda/{function}", startTime=since, filterPattern="REPORT"
        )
        found = [DURATION.search(event["message"]) for page in pages for event in page["events"]]
    except logs.exceptions.ResourceNotFoundException:
        return []
    return [float(match.group(1)) for match in found if match]


def units(cloud: LocalCloud, person: Applicant) -> dict[str, float]:
    cookie = "; ".join(f"{it.name}={it.value}" for it in person.browser.cookies)
    done = subprocess.run(
        python("bench.case_units"),
        env=cloud.environment | {"MATTER": MATTER, "ENVIRONMENT": "dev"},
        input=cookie,
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return {f"case_dynamodb_{name}": count for name, count in sorted(json.loads(done.stdout).items())}
