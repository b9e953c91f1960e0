"""What is published to everybody: one shelf for the province. Anybody's function may read it; nothing personal is ever put there."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from types_boto3_s3 import S3Client


class Shelf(Protocol):
    """Publications by key; a key begins with the slug of whoever wrote it: ``catalogue/releases/000001.jsonl.gz``."""

    def read(self, key: str) -> bytes | None: ...

    def write(self, key: str, body: bytes) -> None: ...


@dataclass(frozen=True)
class S3Shelf:
    """The province's bucket, named in the parameter ``shelf``. IAM lets a matter write under its own slug only."""

    parameters: Mapping[str, str]

    def read(self, key: str) -> bytes | None:
        """None where there is no such publication."""
        try:
            return self._client.get_object(Bucket=self._bucket, Key=key)["Body"].read()
        except self._client.exceptions.NoSuchKey:
            return None

    def write(self, key: str, body: bytes) -> None:
        """The same again is harmless; a reader sees the one or the other, never half of one."""
        self._client.put_object(Bucket=self._bucket, Key=key, Body=body)

    @property
    def _bucket(self) -> str:
        return self.parameters["shelf"]

    @cached_property
    def _client(self) -> "S3Client":
        import boto3

        return boto3.client("s3")
