"""An emulator as a test sees it: clients, small functions and requests, and patience instead of sleep."""

import functools
import io
import json
import time
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPMessage
from textwrap import dedent
from typing import Any, TypeVar
from urllib.parse import urlsplit
from uuid import uuid4

import boto3
from botocore.config import Config

from local.emulator.process import ACCOUNT, REGION, Emulator

Found = TypeVar("Found")
ROLE = f"arn:aws:iam::{ACCOUNT}:role/anyone"
ASSUME = {
    "Statement": [
        {"Effect": "Allow", "Principal": {"Service": "lambda.amazonaws.com"}, "Action": "sts:AssumeRole"}
    ]
}


@dataclass(frozen=True)
class Answer:
    status: int
    headers: HTTPMessage
    body: bytes

    def json(self) -> Any:
        return json.loads(self.body)


@dataclass(frozen=True)
class Cloud:
    emulator: Emulator
    patience: float

    @functools.cache  # noqa: B019
    def client(self, service: str, key: str = "test", secret: str = "test", attempts: int = 1) -> Any:  # noqa: S107
        return boto3.client(
            service,
            endpoint_url=self.emulator.url,
            region_name=REGION,
            aws_access_key_id=key,
            aws_secret_access_key=secret,
            config=Config(retries={"total_max_attempts": attempts}),
        )

    def sdk(self, service: str) -> Any:
        """A client that repeats what is throttled, as a function's own does."""
        return self.client(service, attempts=5)

    def until(self, look: Callable[[], Found | None]) -> Found:
        """What `look` finds once it finds something."""
        deadline = time.monotonic() + self.patience
        while not (found := look()):
            assert time.monotonic() < deadline, f"nothing within {self.patience} s"
            time.sleep(0.05)
        return found

    def settle(self) -> None:
        """Wait until all that was accepted before now is in a checkpoint."""
        safe = self.emulator.checkpoint + 2
        self.until(lambda: self.emulator.checkpoint >= safe)

    def function(self, source: str, role: str = ROLE, helper: str = "", **settings: Any) -> str:
        """A new Lambda function whose handler is `handler`, with a module `helper` beside it; returns its ARN."""
        arn: str = self.client("lambda").create_function(
            FunctionName=name("fn"),
            Runtime="python3.12",
            Handler="app.handler",
            Role=role,
            Code={"ZipFile": zipped(source, helper)},
            **settings,
        )["FunctionArn"]
        return arn

    def invoke(self, function: str, event: Any = None) -> Any:
        answer = self.client("lambda").invoke(FunctionName=function, Payload=json.dumps(event))
        return json.loads(answer["Payload"].read())

    def queue(self, **attributes: str) -> tuple[str, str]:
        """A new queue: its URL and its ARN."""
        sqs = self.client("sqs")
        url = sqs.create_queue(QueueName=name("q"), Attributes=attributes)["QueueUrl"]
        return url, sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["QueueArn"])["Attributes"][
            "QueueArn"
        ]

    def message(self, url: str) -> dict[str, Any]:
        """The next message of a queue, taken."""
        sqs = self.client("sqs")
        found = self.until(
            lambda: sqs.receive_message(QueueUrl=url, MessageAttributeNames=["All"]).get("Messages")
        )[0]
        sqs.delete_message(QueueUrl=url, ReceiptHandle=found["ReceiptHandle"])
        return dict(found)

    def machine(self, states: dict[str, Any], **more: Any) -> str:
        """A new state machine that starts with its first state."""
        definition = {"StartAt": next(iter(states)), "States": states, **more}
        made = self.client("stepfunctions").create_state_machine(
            name=name("machine"), roleArn=ROLE, definition=json.dumps(definition)
        )
        return str(made["stateMachineArn"])

    def run(self, machine: str, **execution: Any) -> str:
        return str(
            self.client("stepfunctions").start_execution(stateMachineArn=machine, **execution)["executionArn"]
        )

    def execution(self, arn: str) -> dict[str, Any]:
        return dict(self.client("stepfunctions").describe_execution(executionArn=arn))

    def ended(self, arn: str) -> dict[str, Any]:
        """The execution, once it has ended."""

        def look() -> dict[str, Any] | None:
            execution = self.execution(arn)
            return None if execution["status"] == "RUNNING" else execution

        return self.until(look)

    def stack(self, stack: str, resources: dict[str, Any]) -> dict[str, str]:
        """Create or update a stack; returns the physical ids of its resources."""
        cloudformation = self.client("cloudformation")
        template = json.dumps({"Resources": resources})
        known = {s["StackName"] for s in cloudformation.describe_stacks()["Stacks"]}
        change = cloudformation.update_stack if stack in known else cloudformation.create_stack
        change(StackName=stack, TemplateBody=template)

        def settled() -> str | None:
            status = cloudformation.describe_stacks(StackName=stack)["Stacks"][0]["StackStatus"]
            return None if status.endswith("IN_PROGRESS") else status

        assert self.until(settled) in {"CREATE_COMPLETE", "UPDATE_COMPLETE"}
        made = cloudformation.describe_stack_resources(StackName=stack)["StackResources"]
        return {resource["LogicalResourceId"]: resource["PhysicalResourceId"] for resource in made}

    def api(self, paths: dict[str, Any], **more: Any) -> str:
        """A new REST API made from a swagger document and served as stage `api`."""
        gateway = self.client("apigateway")
        api_id = gateway.import_rest_api(body=json.dumps(swagger(paths, **more)))["id"]
        gateway.create_deployment(restApiId=api_id, stageName="api")
        return str(api_id)

    def ask(
        self, path: str, method: str = "GET", *, api: str = "", body: bytes = b"", **headers: str
    ) -> Answer:
        """One HTTP request, to an API's stage where `api` is named; `x_y` is the header `x-y`."""
        connection = HTTPConnection(urlsplit(self.emulator.url).netloc, timeout=30)
        prefix = f"/_aws/execute-api/{api}/api" if api else ""
        named = {key.replace("_", "-"): value for key, value in headers.items()}
        connection.request(method, prefix + path, body or None, named)
        response = connection.getresponse()
        answer = Answer(response.status, response.headers, response.read())
        connection.close()
        return answer


def name(kind: str) -> str:
    return f"{kind}-{uuid4().hex[:8]}"


def zipped(source: str, helper: str = "") -> bytes:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as package:
        package.writestr("app.py", dedent(source))
        package.writestr("helper.py", helper)
    return archive.getvalue()


def swagger(paths: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"swagger": "2.0", "info": {"title": name("api"), "version": "1.0"}, "paths": paths, **more}


def served_by(function: str) -> dict[str, Any]:
    """The swagger of an operation that a function answers."""
    uri = f"arn:aws:apigateway:{REGION}:lambda:path/2015-03-31/functions/{function}/invocations"
    return {"x-amazon-apigateway-integration": {"type": "aws_proxy", "httpMethod": "POST", "uri": uri}}


def calling(function: str, **more: Any) -> dict[str, Any]:
    """A last state that calls a function."""
    return {"Type": "Task", "Resource": function, "End": True, **more}
