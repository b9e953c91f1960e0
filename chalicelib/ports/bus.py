"""EventBridge: where facts are told. https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEvents.html"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from chalicelib.events import Fact

if TYPE_CHECKING:
    from types_boto3_events import EventBridgeClient


@dataclass(frozen=True)
class EventBridge:
    """One matter's voice on the province's bus."""

    name: str
    source: str

    @cached_property
    def _client(self) -> "EventBridgeClient":
        import boto3

        return boto3.client("events")

    def put(self, batch: Sequence[Fact]) -> list[bool]:
        """Publish at most ten facts; for each, whether the bus took it."""
        answer = self._client.put_events(
            Entries=[
                {
                    "EventBusName": self.name,
                    "Source": self.source,
                    "DetailType": fact.type,
                    "Detail": fact.model_dump_json(),
                }
                for fact in batch
            ]
        )
        return ["EventId" in entry for entry in answer["Entries"]]
