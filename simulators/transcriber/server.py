"""The wire: JSON 1.1 as boto3 speaks it, texts into the caller's bucket, and a control door.

https://docs.aws.amazon.com/transcribe/latest/APIReference/API_StartTranscriptionJob.html
"""

import asyncio
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from aiohttp import web

from simulators.transcriber.jobs import Habits, Job, Memory

JSON = "application/x-amz-json-1.1"
Read = Callable[[str, str], bytes]
Write = Callable[[str, str, bytes], None]


@dataclass(frozen=True)
class Options:
    """``read`` and ``write``: files by bucket and key, S3's by default."""

    port: int
    memory: Memory = field(default_factory=Memory)
    read: Read | None = None
    write: Write | None = None


class Refusal(Exception):
    """An error as the service names it."""


@dataclass(frozen=True)
class Desk:
    memory: Memory
    read: Read
    write: Write

    def start(self, told: dict[str, Any]) -> dict[str, Any]:
        name = str(told["TranscriptionJobName"])
        if self.memory.habits.refuses:
            raise Refusal("LimitExceededException")
        if name in self.memory.jobs:
            raise Refusal("ConflictException")
        job = Job(
            name,
            told["LanguageCode"],
            told["Media"]["MediaFileUri"],
            told["OutputBucketName"],
            told["OutputKey"],
        )
        self.memory.jobs[name] = job
        return {"TranscriptionJob": job.shown()}

    def get(self, told: dict[str, Any]) -> dict[str, Any]:
        job = self._job(told)
        if self.memory.look(job):
            self._end(job)
        return {"TranscriptionJob": job.shown()}

    def delete(self, told: dict[str, Any]) -> dict[str, Any]:
        self.memory.jobs.pop(str(told["TranscriptionJobName"]), None)
        return {}

    def _job(self, told: dict[str, Any]) -> Job:
        if job := self.memory.jobs.get(str(told["TranscriptionJobName"])):
            return job
        raise Refusal("BadRequestException")

    def _end(self, job: Job) -> None:
        job.state = "FAILED" if self.memory.habits.fails else "COMPLETED"
        if job.state == "COMPLETED":
            there = urlsplit(job.media)
            text = self.memory.hears(self.read(there.netloc, there.path.lstrip("/")))
            results = {"transcripts": [{"transcript": text}], "items": []}
            body = {"jobName": job.name, "status": job.state, "results": results}
            self.write(job.bucket, job.key, json.dumps(body, ensure_ascii=False).encode())


DESK = web.AppKey("desk", Desk)


async def call(request: web.Request) -> web.Response:
    desk = request.app[DESK]
    verbs = {
        "StartTranscriptionJob": desk.start,
        "GetTranscriptionJob": desk.get,
        "DeleteTranscriptionJob": desk.delete,
    }
    verb = verbs.get(request.headers.get("x-amz-target", "").removeprefix("Transcribe."))
    if verb is None:
        return _answer({"__type": "UnknownOperationException"}, 400)
    try:
        return _answer(await asyncio.to_thread(verb, json.loads(await request.read())))
    except Refusal as refusal:
        return _answer({"__type": str(refusal), "Message": "as the control door wished"}, 400)


async def control(request: web.Request) -> web.Response:
    """``{"otherwise"?, "said"?: {sha256: text}, "habits"?}``: what is said from now on, and how it misbehaves."""
    memory, told = request.app[DESK].memory, await request.json()
    memory.otherwise = told.get("otherwise", memory.otherwise)
    memory.said |= told.get("said", {})
    if "habits" in told:
        memory.habits = Habits.model_validate(told["habits"])
    return web.json_response({"jobs": len(memory.jobs)})


def _answer(content: dict[str, Any], status: int = 200) -> web.Response:
    return web.Response(status=status, body=json.dumps(content).encode(), content_type=JSON)


def make_app(options: Options) -> web.Application:
    app = web.Application()
    app[DESK] = Desk(options.memory, options.read or _read, options.write or _write)
    app.router.add_post("/", call)
    app.router.add_post("/control", control)
    return app


def _read(bucket: str, key: str) -> bytes:
    import boto3

    return boto3.client("s3").get_object(Bucket=bucket, Key=key)["Body"].read()


def _write(bucket: str, key: str, body: bytes) -> None:
    import boto3

    boto3.client("s3").put_object(Bucket=bucket, Key=key, Body=body)


async def serve(options: Options, stop: asyncio.Event) -> None:
    """Until told to stop."""
    runner = web.AppRunner(make_app(options), access_log=None, shutdown_timeout=0.1, max_field_size=65_536)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", options.port).start()
        await stop.wait()
    finally:
        await runner.cleanup()
