"""Whoever could read everything the platform keeps, says and logs: does a telephone number turn up anywhere?"""

import json
import re
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tests.province import Province

BETWEEN_DIGITS = re.compile(rb"(?<=\d)[\s().\xc2\xa0-]+(?=\d)")
BUS = "tongban-dev"
CARRIER = "carrier"  # somebody else's system: it must know whom to ring


class Eavesdropper:
    """It hears what crosses the bus from its creation on; pages are handed to it."""

    def __init__(self, province: "Province") -> None:
        self.province = province
        self.pages: dict[str, bytes] = {}
        self._heard: list[bytes] = []
        self._listen()

    def facts(self, case_id: str) -> list[dict[str, Any]]:
        """What has been told about a case so far, each fact once."""
        told = [json.loads(message)["detail"] for message in self.on_the_bus()]
        return list({fact["id"]: fact for fact in told if fact["data"]["case_id"] == case_id}.values())

    def on_the_bus(self) -> list[bytes]:
        sqs = self.province.aws("sqs")
        while heard := sqs.receive_message(QueueUrl=self._queue, MaxNumberOfMessages=10).get("Messages"):
            for message in heard:
                self._heard.append(message["Body"].encode())
                sqs.delete_message(QueueUrl=self._queue, ReceiptHandle=message["ReceiptHandle"])
        return self._heard

    def tell_again(self, fact: dict[str, Any], **changed: Any) -> None:
        """A fact from the archive, replayed with some of its data changed."""
        again = {**fact, "id": uuid.uuid4().hex, "data": {**fact["data"], **changed}}
        self.province.aws("events").put_events(
            Entries=[
                {
                    "EventBusName": BUS,
                    "Source": "tongban.car-move",
                    "DetailType": fact["type"],
                    "Detail": json.dumps(again),
                }
            ]
        )

    def _listen(self) -> None:
        sqs, events = self.province.aws("sqs"), self.province.aws("events")
        self._queue = sqs.create_queue(QueueName="eavesdropper")["QueueUrl"]
        arn = sqs.get_queue_attributes(QueueUrl=self._queue, AttributeNames=["QueueArn"])["Attributes"][
            "QueueArn"
        ]
        pattern = json.dumps({"source": [{"prefix": ""}]})
        events.put_rule(Name="eavesdropper", EventBusName=BUS, EventPattern=pattern)
        events.put_targets(Rule="eavesdropper", EventBusName=BUS, Targets=[{"Id": "1", "Arn": arn}])

    def places_of(self, *numbers: str) -> list[str]:
        """Where any of these numbers can be read, in whatever way it is written."""
        digits = [number.removeprefix("+86").encode() for number in numbers]
        return [place for place, content in self.everything() if tells(content, digits)]

    def everything(self) -> Iterator[tuple[str, bytes]]:
        yield from self.pages.items()
        yield from self._rows()
        yield from self._facts()
        yield from self._logs()
        yield from self._machines()
        yield from self._files()

    def _rows(self) -> Iterator[tuple[str, bytes]]:
        tables = self.province.aws("dynamodb")
        for name in tables.list_tables()["TableNames"]:
            for page in tables.get_paginator("scan").paginate(TableName=name):
                yield from ((f"table {name}", repr(row).encode()) for row in page["Items"])

    def _facts(self) -> Iterator[tuple[str, bytes]]:
        yield from (("the bus", message) for message in self.on_the_bus())

    def _logs(self) -> Iterator[tuple[str, bytes]]:
        logs = self.province.aws("logs")
        for group in logs.describe_log_groups()["logGroups"]:
            for page in logs.get_paginator("filter_log_events").paginate(logGroupName=group["logGroupName"]):
                yield from ((f"log {group['logGroupName']}", e["message"].encode()) for e in page["events"])

    def _machines(self) -> Iterator[tuple[str, bytes]]:
        machines = self.province.aws("stepfunctions")
        for machine in machines.list_state_machines()["stateMachines"]:
            running = machines.list_executions(stateMachineArn=machine["stateMachineArn"])["executions"]
            for one in running:
                history = machines.get_execution_history(executionArn=one["executionArn"], maxResults=1000)
                yield f"machine {machine['name']}", json.dumps(history["events"], default=str).encode()

    def _files(self) -> Iterator[tuple[str, bytes]]:
        """All that is on disk: the emulator's state, its scratch files, everybody's logs."""
        home = self.province.cloud.instance.folder
        for path in (home / "data", home / "logs"):
            yield from (
                (f"file {file.name}", file.read_bytes()) for file in sorted(path.rglob("*")) if ours(file)
            )


def ours(file: Path) -> bool:
    return file.is_file() and CARRIER not in file.parts


def tells(content: bytes, digits: list[bytes]) -> bool:
    """Whether the digits are there, however they are spaced."""
    close = BETWEEN_DIGITS.sub(b"", content)
    return any(wanted in content or wanted in close for wanted in digits)
