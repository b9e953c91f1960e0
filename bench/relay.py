"""What a call costs: a warm webhook beside trivial Chalice routes on the same emulator, the reads of each route, and
the time from dialling to the owner's telephone ringing.

``webhook_ratio`` is against a trivial route that is sent the same form and answers in the same language;
``webhook_to_hello_ratio`` against one that is sent nothing and says hello.
"""

import json
import subprocess
import sys
from datetime import datetime
from http.client import HTTPConnection
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from urllib.parse import urlencode

from bench.report import finish, is_quick
from bench.statistics import percentile
from bench.trivial import deploy_trivial
from local import private
from local.camera import link_on
from local.cloud import LocalCloud
from local.instance import TOKEN
from local.journey import Scene
from local.people import Owner, PasserBy
from local.processes import python
from local.web import FORM, HTML, JSON
from simulators.carrier.signing import signature_headers

Request = tuple[str, str, dict[str, str], str]
GOALS = {
    "webhook_ratio": "<= 2.0",
    "webhook_p99_ms": "<= 150",
    "ring_p95_ms": "<= 500",
    "webhook_reads": "== 1",
    "scan_reads": "<= 2",
    "follow_reads": "<= 1",
}


def set_up(cloud: LocalCloud, number: int) -> Scene:
    """An owner with a car, and a passer-by."""
    door, plate = cloud.instance.front_door_port, f"皖A{10_000 + number}"
    owner = Owner(door, cloud.carrier, f"+86139{number:08}", "车主")
    owner.sign_in()
    link = link_on(owner.print_sticker(owner.register(plate)))
    passer_by = PasserBy(door, cloud.carrier, f"+86138{number:08}", "路人")
    return Scene(owner, passer_by, link, plate)


def requests(cloud: LocalCloud, scene: Scene) -> dict[str, Request]:
    """What the carrier and the two people send, with a call about to be connected."""
    case = scene.ask()
    call = {
        "CallSid": "CA" + "1" * 32,
        "From": scene.passer_by.number,
        "To": case["number"],
        "CallStatus": "ringing",
    }
    signed = signature_headers(
        TOKEN, f"{cloud.instance.public_url}/car-move/calls/inbound", call, "HMAC_SHA1"
    )
    posted = {"Content-Type": FORM, "Accept": "*/*"}
    return {
        "trivial": ("GET", "/trivial/", {"Accept": JSON}, ""),
        "trivial_call": ("POST", "/trivial/call", posted | signed, urlencode(call)),
        "webhook": ("POST", "/car-move/calls/inbound", posted | signed, urlencode(call)),
        "scan": ("GET", f"/M/{scene.link.rpartition('/')[2]}", {"Accept": HTML}, ""),
        "follow": ("GET", f"/car-move/requests/{case['case_id']}", {"Accept": JSON}, ""),
    }


def measure(cloud: LocalCloud, wanted: dict[str, Request], rounds: int) -> dict[str, list[float]]:
    """Milliseconds of each request, in turn, one after the other, through the front door."""
    door = HTTPConnection("127.0.0.1", cloud.instance.front_door_port)
    took: dict[str, list[float]] = {name: [] for name in wanted}
    for round_ in range(rounds + 5):
        for name, (method, path, headers, body) in wanted.items():
            began = perf_counter()
            door.request(method, path, body, headers)
            answer = door.getresponse()
            said = answer.read()
            if answer.status != 200:
                raise RuntimeError(f"{name}: {answer.status} {said[:500]!r}")
            if round_ >= 5:
                took[name].append((perf_counter() - began) * 1000)
    return took


def reads(cloud: LocalCloud, wanted: dict[str, Request]) -> dict[str, int]:
    ours = [
        (name, method, bare(path), headers, body) for name, (method, path, headers, body) in wanted.items()
    ]
    environment = cloud.environment | {"MATTER": "car-move", "ENVIRONMENT": "dev"}
    done = subprocess.run(
        python("bench.roundtrips"),
        env=environment,
        input=json.dumps([one for one in ours if not one[0].startswith("trivial")]),
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return {f"{name}_reads": count for name, count in json.loads(done.stdout).items()}


def bare(path: str) -> str:
    """As the matter's own API has it: without the base path."""
    return "/" + path.split("/", 2)[2]


def ring(cloud: LocalCloud, scene: Scene) -> float:
    """Milliseconds from dialling to ringing, by the telephones' own clocks."""
    since = cloud.carrier.ledger().last
    scene.ring()
    scene.owner.phone.reject()
    scene.passer_by.phone.wait("idle", timeout=30)
    shown = {(e["handset"], e["state"]): e["at"] for e in cloud.carrier.ledger(since).of("displayed")}
    began, rang = shown[scene.passer_by.number, "dialling"], shown[scene.owner.number, "ringing"]
    return (datetime.fromisoformat(rang) - datetime.fromisoformat(began)).total_seconds() * 1000


def main() -> int:
    rounds, calls = (40, 4) if is_quick() else (400, 25)
    with TemporaryDirectory() as folder, private.deployed(Path(folder)) as cloud:
        deploy_trivial(cloud)
        scene = set_up(cloud, 1)
        wanted = requests(cloud, scene)
        took = measure(cloud, wanted, rounds)
        figures: dict[str, float] = {}
        for name, times in took.items():
            figures |= {f"{name}_p50_ms": percentile(times, 50), f"{name}_p99_ms": percentile(times, 99)}
        figures["webhook_ratio"] = figures["webhook_p50_ms"] / figures["trivial_call_p50_ms"]
        figures["webhook_to_hello_ratio"] = figures["webhook_p50_ms"] / figures["trivial_p50_ms"]
        figures |= reads(cloud, wanted)
        rang = [ring(cloud, set_up(cloud, 100 + number)) for number in range(calls)]
        figures |= {"ring_p50_ms": percentile(rang, 50), "ring_p95_ms": percentile(rang, 95)}
    return finish("relay", figures, GOALS)


if __name__ == "__main__":
    sys.exit(main())
