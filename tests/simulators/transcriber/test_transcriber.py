"""The product's adapter against the simulator, over a real port: the text, and every way of not getting one."""

from collections.abc import Iterator
from dataclasses import dataclass

import boto3
import pytest
import requests

from chalicelib.ports.transcriber import AmazonTranscribe, NotHeard
from local.private import free_ports
from simulators.transcriber.jobs import Memory
from simulators.transcriber.server import Options
from tests.simulators.transcriber.running import running

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
    memory = Memory()
    memory.learn(SOUND, "身份证丢了")
    with running(Options(0, memory)) as url:
        told = {"files/search": "files", "assistant/transcribe": "on", "assistant/transcribe-url": url}
        yield Bench(AmazonTranscribe(told, "search-dev", "search"), url, memory)


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
