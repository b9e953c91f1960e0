"""Files too large for a request: a browser sends them straight to S3, by a form that S3 checks."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from types_boto3_s3 import S3Client

# Never what the sender calls it: nothing of theirs is ever served as a page.
UNREAD = "application/octet-stream"


@dataclass(frozen=True)
class Upload:
    """A form: where it goes, and the fields that come before the file."""

    url: str
    fields: dict[str, str]


class Files(Protocol):
    """One matter's files, by key."""

    def upload(self, key: str, most_bytes: int, seconds: int, back_to: str) -> Upload: ...

    def read(self, key: str, most_bytes: int) -> bytes | None: ...

    def write(self, key: str, body: bytes, media_type: str) -> None: ...

    def delete(self, key: str) -> None: ...

    def link(self, key: str, seconds: int) -> str: ...


@dataclass(frozen=True)
class S3Files:
    """The bucket that the matter's stack made, and named in the parameter ``files/<matter>``."""

    parameters: Mapping[str, str]
    matter: str

    def upload(self, key: str, most_bytes: int, seconds: int, back_to: str) -> Upload:
        """S3 refuses more bytes, another key, another type, and anything after so many seconds.

        https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-HTTPPOSTConstructPolicy.html
        """
        fields = {"Content-Type": UNREAD, "success_action_redirect": back_to}
        made = self._client.generate_presigned_post(
            self._bucket,
            key,
            Fields=dict(fields),
            Conditions=[
                ["content-length-range", 1, most_bytes],
                *({name: it} for name, it in fields.items()),
            ],
            ExpiresIn=seconds,
        )
        return Upload(made["url"], made["fields"])

    def read(self, key: str, most_bytes: int) -> bytes | None:
        """None where there is no such file."""
        try:
            return self._client.get_object(Bucket=self._bucket, Key=key)["Body"].read(most_bytes + 1)
        except self._client.exceptions.NoSuchKey:
            return None

    def write(self, key: str, body: bytes, media_type: str) -> None:
        self._client.put_object(Bucket=self._bucket, Key=key, Body=body, ContentType=media_type)

    def delete(self, key: str) -> None:
        self._client.delete_object(Bucket=self._bucket, Key=key)

    def link(self, key: str, seconds: int) -> str:
        about = {"Bucket": self._bucket, "Key": key, "ResponseCacheControl": "no-store"}
        return self._client.generate_presigned_url("get_object", Params=about, ExpiresIn=seconds)

    @property
    def _bucket(self) -> str:
        return self.parameters[f"files/{self.matter}"]

    @cached_property
    def _client(self) -> "S3Client":
        import boto3
        from botocore.config import Config

        # The bucket's own host, as S3 redirects other ones for a while, and a form cannot follow.
        config = Config(signature_version="s3v4", s3={"addressing_style": "virtual"})
        return boto3.client("s3", config=config)
