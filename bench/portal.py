"""The front page on a slow phone network: until the first paint, for who comes for the first time and who comes again.

Chromium delays each request and holds the bytes back, as its own developer tools do; nothing else of the phone is slow. The
page shows our whole catalogue. ``first`` has nothing of it yet; ``again`` has style and script, whose names change with
their content. Goals are those of 1.6 Mbit/s and 150 ms, Lighthouse's slow telephone; the others are there to be seen.
"""

import gzip
import json
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import boto3
from playwright.sync_api import Browser, BrowserContext, sync_playwright

from bench.report import finish, is_quick
from bench.statistics import median
from functions.catalogue import files
from functions.catalogue.rules.lines import line_of
from local import browser as machine
from local import private
from local.cloud import LocalCloud
from local.waiting import until
from local.web import HTML
from local.web import Browser as Reader

NETWORKS = {"400k_400ms": (400, 400), "700k_300ms": (700, 300), "1600k_150ms": (1600, 150)}
PHONE: dict[str, Any] = {"viewport": {"width": 360, "height": 740}, "device_scale_factor": 2}
PHONE |= {"is_mobile": True, "has_touch": True, "locale": "zh-CN", "service_workers": "block"}
PAINT = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0"
WEIGHT = (
    "performance.getEntriesByType('resource').concat(performance.getEntriesByType('navigation'))"
    ".reduce((sum, it) => sum + it.{size}, 0)"
)
GOALS = {
    "first_1600k_150ms_ms": "<= 1000",
    "again_1600k_150ms_ms": "<= 1000",
    "page_bytes": "<= 60000",
    "sent_bytes": "<= 30000",
}


def aws(cloud: LocalCloud, service: str) -> Any:
    keys = {"aws_access_key_id": "test", "aws_secret_access_key": "test", "region_name": "ap-southeast-1"}
    return boto3.client(service, endpoint_url=cloud.instance.cloud_url, **keys)  # type: ignore[call-overload]


def publish(cloud: LocalCloud) -> None:
    """Our whole catalogue on the shelf, told as the catalogue would."""
    lines = [line_of(name, 1, content) for name, content in files.read().items()]
    shelf = aws(cloud, "ssm").get_parameter(Name="/tongban/dev/shelf")["Parameter"]["Value"]
    body = gzip.compress("\n".join(lines).encode())
    aws(cloud, "s3").put_object(Bucket=shelf, Key="catalogue/releases/000001.jsonl.gz", Body=body)
    data = {"case_id": "000001", "at": datetime.now(UTC).isoformat(), "release": 1, "entries": len(lines)}
    fact = {"id": "1", "type": "catalogue.released", "version": 1, "correlation_id": "bench", "data": data}
    told = {"EventBusName": "tongban-dev", "Source": "tongban.catalogue", "DetailType": "catalogue.released"}
    aws(cloud, "events").put_events(Entries=[told | {"Detail": json.dumps(fact)}])
    door = Reader(cloud.instance.front_door_port)
    until(lambda: "一件事" in door.get("/", accept=HTML).text)


def painted(context: BrowserContext, url: str, kilobits: int, latency: int) -> float:
    """Milliseconds from leaving for the page to the first of it that can be seen."""
    page = context.new_page()
    devtools = context.new_cdp_session(page)
    speed = kilobits * 1000 / 8
    devtools.send("Network.enable")
    devtools.send(
        "Network.emulateNetworkConditions",
        {"offline": False, "latency": latency, "downloadThroughput": speed, "uploadThroughput": speed},
    )
    page.goto(url)
    while not (took := float(page.evaluate(PAINT))):
        time.sleep(0.05)
    page.close()
    return took


def measure(browser: Browser, url: str, rounds: int) -> dict[str, float]:
    figures: dict[str, float] = {}
    for name, (kilobits, latency) in NETWORKS.items():
        first, again = [], []
        for _ in range(rounds):
            context = browser.new_context(**PHONE)
            first.append(painted(context, url, kilobits, latency))
            again.append(painted(context, url, kilobits, latency))
            context.close()
        figures |= {f"first_{name}_ms": median(first), f"again_{name}_ms": median(again)}
    return figures


def weighed(browser: Browser, url: str) -> dict[str, float]:
    """All that a page loads, as it is and as it is sent."""
    context = browser.new_context(**PHONE)
    page = context.new_page()
    page.goto(url, wait_until="networkidle")
    sizes = {"page_bytes": "decodedBodySize", "sent_bytes": "transferSize"}
    figures = {name: float(page.evaluate(WEIGHT.format(size=size))) for name, size in sizes.items()}
    context.close()
    return figures


def main() -> int:
    if reason := machine.why_not():
        print(f"portal: short of a browser: {reason}")
        return 1
    with TemporaryDirectory() as folder, private.started(Path(folder) / "cloud") as cloud:
        for what in ("province", "portal"):
            cloud.deploy(what)
        publish(cloud)
        with sync_playwright() as running:
            browser = running.chromium.launch(executable_path=str(machine.CHROMIUM), args=["--no-sandbox"])
            url = f"{cloud.instance.public_url}/"
            figures = measure(browser, url, 2 if is_quick() else 11) | weighed(browser, url)
            browser.close()
    return finish("portal", figures, GOALS)


if __name__ == "__main__":
    sys.exit(main())
