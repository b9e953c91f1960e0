"""Speech to text, for recordings that lie among the matter's own files: Amazon Transcribe, one job a recording.

https://docs.aws.amazon.com/transcribe/latest/dg/batch.html; zh-CN is a language of batch jobs, and knows custom vocabularies.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Literal, Protocol, get_args

if TYPE_CHECKING:
    from types_boto3_s3 import S3Client
    from types_boto3_transcribe import TranscribeServiceClient

MediaFormat = Literal["webm", "mp4", "ogg", "wav", "mp3", "amr", "flac"]
FORMATS: tuple[MediaFormat, ...] = get_args(MediaFormat)
LANGUAGE: Literal["zh-CN"] = "zh-CN"


class NotHeard(Exception):
    """There is no text and will be none: the service is not there, refuses, or understood nothing."""


class Transcriber(Protocol):
    """``name`` is the recording's own: starting it again is the same job."""

    @property
    def available(self) -> bool: ...

    def start(self, name: str, key: str, media_format: MediaFormat) -> None: ...

    def heard(self, name: str) -> str | None: ...

    def forget(self, name: str) -> None: ...


class NoTranscriber:
    """Where nobody transcribes: people type."""

    available = False

    def start(self, name: str, key: str, media_format: MediaFormat) -> None:  # noqa: ARG002 - the port's shape
        raise NotHeard("nobody transcribes here")

    def heard(self, name: str) -> str | None:  # noqa: ARG002
        raise NotHeard("nobody transcribes here")

    def forget(self, name: str) -> None:
        """There is nothing."""


@dataclass(frozen=True)
class AmazonTranscribe:
    """Switched on by the parameter ``assistant/transcribe``; ``assistant/vocabulary`` names a custom vocabulary,

    ``assistant/transcribe-url`` another endpoint than the region's own.
    """

    parameters: Mapping[str, str]
    stage: str
    matter: str

    @property
    def available(self) -> bool:
        return self.parameters.get("assistant/transcribe", "off") == "on"

    def start(self, name: str, key: str, media_format: MediaFormat) -> None:
        """Raises NotHeard where the service cannot take it."""
        vocabulary = self.parameters.get("assistant/vocabulary", "")
        from botocore.exceptions import BotoCoreError, ClientError

        try:
            self._client.start_transcription_job(
                TranscriptionJobName=self._job(name),
                LanguageCode=LANGUAGE,
                MediaFormat=media_format,
                Media={"MediaFileUri": f"s3://{self._bucket}/{key}"},
                OutputBucketName=self._bucket,
                OutputKey=self._output(name),
                Settings={"VocabularyName": vocabulary} if vocabulary else {},
            )
        except self._client.exceptions.ConflictException:
            return  # it runs already
        except (ClientError, BotoCoreError) as error:
            raise NotHeard("the transcriber takes nothing") from error

    def heard(self, name: str) -> str | None:
        """None while it listens; raises NotHeard."""
        from botocore.exceptions import BotoCoreError, ClientError

        try:
            job = self._client.get_transcription_job(TranscriptionJobName=self._job(name))["TranscriptionJob"]
            if job["TranscriptionJobStatus"] == "COMPLETED":
                return self._text(name)
        except (ClientError, BotoCoreError) as error:
            raise NotHeard("the transcriber does not answer") from error
        if job["TranscriptionJobStatus"] == "FAILED":
            raise NotHeard("the transcriber gave up")
        return None

    def forget(self, name: str) -> None:
        """Text and job; the sound is the caller's."""
        from botocore.exceptions import BotoCoreError, ClientError

        try:
            self._files.delete_object(Bucket=self._bucket, Key=self._output(name))
            self._client.delete_transcription_job(TranscriptionJobName=self._job(name))
        except (ClientError, BotoCoreError):
            return  # the bucket forgets within a day, the service within 90

    def _text(self, name: str) -> str:
        body = self._files.get_object(Bucket=self._bucket, Key=self._output(name))["Body"].read()
        return str(json.loads(body)["results"]["transcripts"][0]["transcript"]).strip()

    def _job(self, name: str) -> str:
        return f"tongban-{self.stage}-{name}"

    def _output(self, name: str) -> str:
        return f"incoming/{name}.json"

    @property
    def _bucket(self) -> str:
        return self.parameters[f"files/{self.matter}"]

    @cached_property
    def _client(self) -> "TranscribeServiceClient":
        import boto3
        from botocore.config import Config

        elsewhere = self.parameters.get("assistant/transcribe-url") or None
        config = Config(connect_timeout=2, read_timeout=5, retries={"total_max_attempts": 2})
        return boto3.client("transcribe", endpoint_url=elsewhere, config=config)

    @cached_property
    def _files(self) -> "S3Client":
        import boto3

        return boto3.client("s3")
