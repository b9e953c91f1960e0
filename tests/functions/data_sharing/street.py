"""The whole way on real ports: a matter's port, data-sharing behind HTTP, registries that sign; KMS in memory."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import boto3

from chalicelib.ports import kms
from chalicelib.ports.peers import KmsPeers
from chalicelib.ports.registries import HttpRegistries
from chalicelib.ports.shared_data import SharedData
from functions.data_sharing.routes import routes
from tests.door import Door
from tests.simulators.registries.office import Office

CASE, PURPOSE = "case-1", "办理公共租赁住房资格申请"


@dataclass
class Street:
    """``heard`` is what came to data-sharing's door; ``spoil`` may change what leaves it."""

    world: Any
    office: Office
    registry: SharedData
    heard: list[tuple[str, dict[str, str], bytes]]
    spoil: Any = None

    def ask(self, service: str, *numbers: str, fields: list[str]) -> Any:
        return self.registry.ask(service, numbers, fields, CASE, PURPOSE, "citizen-1")

    def family(self) -> Any:
        return self.ask("police/household", self.office.named("程晓禾"), fields=["members"])


@contextmanager
def street(world: Any, office: Office) -> Iterator[Street]:
    kms.client.cache_clear()
    made = Street(world, office, None, [])  # type: ignore[arg-type]
    with ThreadingHTTPServer(("127.0.0.1", 0), type("Behind", (Handler,), {"street": made})) as server:
        threading.Thread(target=server.serve_forever, args=(0.01,)).start()
        parameters = known_to(office, f"http://127.0.0.1:{server.server_address[1]}")
        world.clock.time = datetime.now(UTC)
        here = KmsPeers(parameters, "data-sharing", world.now)
        made.world = replace(world, parameters=parameters, registries=HttpRegistries(parameters), peers=here)
        Handler.door = Door(routes, made.world)
        there = KmsPeers(parameters, "public-housing", world.now)
        made.registry = SharedData(parameters, "public-housing", there, world.now)
        yield made
        server.shutdown()
    kms.client.cache_clear()


def known_to(office: Office, public_url: str) -> dict[str, str]:
    """What Parameter Store holds."""
    published = office.sim("registries").json()
    key = boto3.client("kms").create_key()["KeyMetadata"]["KeyId"]
    found = {"public-url": public_url, "peer-key": key}
    for name, registry in published.items():
        found |= {f"registry/{name}/url": office.url, f"registry/{name}/keys": json.dumps(registry["keys"])}
    return found


class Handler(BaseHTTPRequestHandler):
    """The front door: takes the base path away and hands everything else over."""

    protocol_version = "HTTP/1.1"
    street: Street
    door: Door
    alone = threading.Lock()

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["content-length"]))
        sent = {name.lower(): value for name, value in self.headers.items()}
        self.street.heard.append((self.path, sent, body))
        path = self.path.removeprefix("/data-sharing")
        with self.alone:
            reply = self.door.send("POST", path, body, **{n.replace("-", "_"): v for n, v in sent.items()})
        if self.street.spoil:
            reply = self.street.spoil(reply)
        self.send_response(reply.status)
        for name, value in reply.headers.items():
            if name != "content-length":
                self.send_header(name, str(value))
        self.send_header("Content-Length", str(len(reply.body)))
        self.end_headers()
        self.wfile.write(reply.body)

    def log_message(self, *_: object) -> None: ...
