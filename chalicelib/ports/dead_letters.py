"""Facts that could not be handled five times over: they wait in a queue of their own until somebody sees to them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from typing import TYPE_CHECKING, Protocol

from chalicelib.events import Fact

if TYPE_CHECKING:
    from types_boto3_sqs import SQSClient

BATCH = 10


@dataclass(frozen=True)
class Letter:
    """``receipt`` is good while it is hidden from others; ``fact`` is None where nobody can read it."""

    receipt: str
    since: datetime
    fact: Fact | None


class DeadLetters(Protocol):
    def count(self) -> int:
        """About how many there are."""
        ...

    def take(self, seconds: int) -> list[Letter]:
        """Some of them, at most ten, hidden from others for so long; they come back by themselves."""
        ...

    def forget(self, letter: Letter) -> None:
        """It has been dealt with."""
        ...


@cache
def client() -> "SQSClient":
    import boto3

    return boto3.client("sqs")


@dataclass(frozen=True)
class SqsDeadLetters:
    """https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ReceiveMessage.html"""

    queue: str
    connect: Callable[[], "SQSClient"] = client

    def count(self) -> int:
        told = self.connect().get_queue_attributes(
            QueueUrl=self._url,
            AttributeNames=["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"],
        )["Attributes"]
        return sum(int(many) for many in told.values())

    def take(self, seconds: int) -> list[Letter]:
        found = self.connect().receive_message(
            QueueUrl=self._url,
            MaxNumberOfMessages=BATCH,
            VisibilityTimeout=seconds,
            MessageSystemAttributeNames=["SentTimestamp"],
        )
        return [
            Letter(
                it["ReceiptHandle"],
                datetime.fromtimestamp(int(it["Attributes"]["SentTimestamp"]) / 1000, UTC),
                _read(it["Body"]),
            )
            for it in found.get("Messages", [])
        ]

    def forget(self, letter: Letter) -> None:
        self.connect().delete_message(QueueUrl=self._url, ReceiptHandle=letter.receipt)

    @property
    def _url(self) -> str:
        return self.connect().get_queue_url(QueueName=self.queue)["QueueUrl"]


def _read(body: str) -> Fact | None:
    try:
        return Fact.from_bus(body)
    except (ValueError, KeyError, TypeError):
        return None
