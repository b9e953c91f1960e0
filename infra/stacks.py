"""CloudFormation by change sets: look first, then apply; nothing changes that was not shown."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from botocore.exceptions import ClientError

from infra.cloud import Cloud
from infra.errors import CannotDeploy

if TYPE_CHECKING:
    from types_boto3_cloudformation.type_defs import (
        ChangeTypeDef,
        DescribeChangeSetOutputTypeDef,
        ParameterTypeDef,
        ResourceToImportTypeDef,
        StackEventTypeDef,
    )

BROKEN = {"ROLLBACK_COMPLETE", "ROLLBACK_FAILED", "DELETE_FAILED", "CREATE_FAILED"}
BEGINNINGS = {f"{operation}_IN_PROGRESS" for operation in ("CREATE", "UPDATE", "IMPORT", "DELETE")}


@dataclass(frozen=True)
class Stack:
    """A template and the values it is filled in with."""

    name: str
    template: Path
    parameters: dict[str, str]

    @property
    def filled_in(self) -> "list[ParameterTypeDef]":
        return [{"ParameterKey": name, "ParameterValue": value} for name, value in self.parameters.items()]

    @property
    def command(self) -> str:
        """The same by hand."""
        values = " ".join(f"{name}={value}" for name, value in self.parameters.items() if value)
        return (
            f"aws cloudformation deploy --stack-name {self.name} --template-file {self.template}"
            f" --capabilities CAPABILITY_IAM --parameter-overrides {values}"
        )


@dataclass(frozen=True)
class Plan:
    """A change set, with a line for each resource it changes."""

    stack: str
    change_set: str
    changes: list[str]


class Stacks:
    """The stacks of one account and region."""

    def __init__(self, cloud: Cloud) -> None:
        self._cloud = cloud
        self._client = cloud.cloudformation

    def status(self, name: str) -> str | None:
        """CloudFormation's word for it, or None where there is no such stack."""
        try:
            return self._client.describe_stacks(StackName=name)["Stacks"][0]["StackStatus"]
        except ClientError as error:
            if "does not exist" in str(error):
                return None
            raise

    def exists(self, name: str) -> bool:
        return self.status(name) not in {None, "REVIEW_IN_PROGRESS", "DELETE_COMPLETE"}

    def outputs(self, name: str) -> dict[str, str]:
        stack = self._client.describe_stacks(StackName=name)["Stacks"][0]
        return {output["OutputKey"]: output["OutputValue"] for output in stack.get("Outputs", [])}

    def plan(self, stack: Stack) -> Plan:
        """A change set that waits to be applied or dropped; where nothing would change, none is left."""
        status = self.status(stack.name)
        if status in BROKEN:
            raise CannotDeploy(
                f"stack {stack.name} is {status}: aws cloudformation delete-stack --stack-name {stack.name},"
                " then deploy again"
            )
        return self._plan(
            stack,
            ChangeSetType="UPDATE" if self.exists(stack.name) else "CREATE",
            TemplateBody=stack.template.read_text(encoding="utf-8"),
        )

    def plan_import(self, stack: Stack, template: str, found: "ResourceToImportTypeDef") -> Plan:
        """A change set that begins the stack with a resource that is already there."""
        return self._plan(stack, ChangeSetType="IMPORT", TemplateBody=template, ResourcesToImport=[found])

    def _plan(self, stack: Stack, **how: Any) -> Plan:
        change_set = f"tongban-{time.time_ns()}"
        self._client.create_change_set(
            StackName=stack.name,
            ChangeSetName=change_set,
            Capabilities=["CAPABILITY_IAM"],
            Parameters=stack.filled_in,
            **how,
        )
        found = self._await_change_set(stack.name, change_set)
        if found["Status"] != "FAILED":
            return Plan(stack.name, change_set, [_line(change) for change in found["Changes"]])
        self.drop(Plan(stack.name, change_set, []))
        reason = found.get("StatusReason", "")
        if "didn't contain changes" in reason or "No updates" in reason:
            return Plan(stack.name, change_set, [])
        raise CannotDeploy(f"stack {stack.name}: {reason}")

    def _await_change_set(self, name: str, change_set: str) -> "DescribeChangeSetOutputTypeDef":
        while True:
            found = self._client.describe_change_set(StackName=name, ChangeSetName=change_set)
            if found["Status"] not in {"CREATE_PENDING", "CREATE_IN_PROGRESS"}:
                return found
            time.sleep(self._cloud.pause)

    def apply(self, plan: Plan) -> None:
        """Carry the plan out, and wait for it."""
        self._client.execute_change_set(StackName=plan.stack, ChangeSetName=plan.change_set)
        self._settle(plan.stack)

    def drop(self, plan: Plan) -> None:
        """Forget the plan, and the empty stack it may have begun."""
        self._client.delete_change_set(StackName=plan.stack, ChangeSetName=plan.change_set)
        if self.status(plan.stack) == "REVIEW_IN_PROGRESS":
            self._client.delete_stack(StackName=plan.stack)

    def remove(self, name: str) -> None:
        self._client.delete_stack(StackName=name)
        self._settle(name)

    def _settle(self, name: str) -> None:
        status = _until_settled(lambda: self.status(name), self._cloud.pause)
        if status and ("ROLLBACK" in status or "FAILED" in status):
            raise CannotDeploy(f"stack {name} is {status}: {self._first_failure(name)}")

    def _first_failure(self, name: str) -> str:
        """What went wrong first since this operation began; events come newest first."""
        events = self._client.describe_stack_events(StackName=name)["StackEvents"]
        latest = list(takewhile(lambda event: not _begins(event), events))
        failed = [event for event in latest if event.get("ResourceStatus", "").endswith("_FAILED")]
        if not failed:
            return "see its events"
        return f"{failed[-1].get('LogicalResourceId')}: {failed[-1].get('ResourceStatusReason', '?')}"


def _begins(event: "StackEventTypeDef") -> bool:
    return (
        event.get("ResourceType") == "AWS::CloudFormation::Stack"
        and event.get("ResourceStatus") in BEGINNINGS
    )


def _until_settled(status: Callable[[], str | None], pause: float) -> str | None:
    while True:
        now = status()
        if now is None or not now.endswith("_IN_PROGRESS"):
            return now
        time.sleep(pause)


def _line(change: "ChangeTypeDef") -> str:
    it = change["ResourceChange"]
    replaced = " (REPLACED)" if it.get("Replacement") == "True" else ""
    return f"{it['Action'].lower()} {it['ResourceType']} {it['LogicalResourceId']}{replaced}"
