"""The product's adapter against the simulator, over a real port: the text, and every way of not getting one."""

import asyncio
import threading
from collections.abc import Iterator
from dataclasses import dataclass

import boto3
import pytest
import requests

from chalicelib.ports.transcriber import AmazonTranscribe, NotHeard
from local.private import free_ports
from simulators.transcriber.jobs import Memory
from simulators.transcriber.server import Options, serve

SOUND = b"\x1a\x45\xdf\xa3 somebody asks about an identity card"


@dataclass
class Bench:
    ears: AmazonTranscribe
    url: str
    memory: Memory

    def hears(self, name: str = "one", most: int = 8) -> str | None:
        boto3.client("s3").put_object(Bucket="files", Key=f"incoming/{name}", Body=SOUND)
        self.ears.start(name, f"incoming/{name}", "webm")
        return next((text for text in (self.ears.heard(name) for _ in range(most)) if text is not None), None)

    def misbehave(self, **habits: object) -> None:
        requests.post(f"{self.url}/control", json={"habits": habits}, timeout=5).raise_for_status()


@pytest.fixture
def bench(table: None) -> Iterator[Bench]:
    where = {"LocationConstraint": "ap-southeast-1"}
    boto3.client("s3").create_bucket(Bucket="files", CreateBucketConfiguration=where)  # type: ignore[arg-type]
    memory, port, stop = Memory(), free_ports(1)[0], asyncio.Event()
    memory.learn(SOUND, "身份证丢了")
    loop, ready = asyncio.new_event_loop(), threading.Event()

    def run() -> None:
        asyncio.set_event_loop(loop)
        loop.call_later(0.2, ready.set)
        loop.run_until_complete(serve(Options(port, memory), stop))

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    ready.wait(5)
    url = f"http://127.0.0.1:{port}"
    told = {"files/search": "files", "assistant/transcribe": "on", "assistant/transcribe-url": url}
    yield Bench(AmazonTranscribe(told, "search-dev", "search"), url, memory)
    loop.call_soon_threadsafe(stop.set)
    thread.join(5)
    loop.close()


def test_a_known_recording_becomes_its_text_and_is_forgotten(bench):
    assert bench.hears() == "身份证丢了"
    assert bench.memory.jobs["tongban-search-dev-one"].language == "zh-CN"
    bench.ears.start("one", "incoming/one", "webm")  # the same job again is no trouble
    bench.ears.forget("one")
    assert bench.memory.jobs == {}
    with pytest.raises(NotHeard):
        bench.ears.heard("one")


def test_slow(bench):
    bench.misbehave(slow=4)
    assert bench.hears(most=3) is None
    assert bench.ears.heard("one") == "身份证丢了"


def test_words_that_sound_alike(bench):
    bench.misbehave(homophones=True)
    assert bench.hears() == "身份正去了"


def test_nothing_understood(bench):
    bench.misbehave(empty=True)
    assert bench.hears() == ""


@pytest.mark.parametrize("habit", ["fails", "refuses"])
def test_no_text_at_all(bench, habit):
    bench.misbehave(**{habit: True})
    with pytest.raises(NotHeard):
        bench.hears()


def test_nobody_there():
    told = {"files/search": "files", "assistant/transcribe-url": f"http://127.0.0.1:{free_ports(1)[0]}"}
    with pytest.raises(NotHeard):
        AmazonTranscribe(told, "search-dev", "search").start("one", "incoming/one", "webm")
