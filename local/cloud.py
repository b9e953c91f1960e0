"""One local cloud: the emulator, the carrier, the registries and the front door; and an operator's commands, run against it."""

import subprocess
from contextlib import suppress
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

from local.emulator import environment as emulator_home
from local.emulator import process as emulator
from local.instance import TOKEN, Instance
from local.processes import Processes, python
from local.waiting import until
from simulators.carrier.client import Carrier
from simulators.registries.client import Registries


class NotUp(RuntimeError):
    """A part of the local cloud did not start, or a command against it failed; the message is for the terminal."""


class LocalCloud:
    """``checkout`` is where operator's commands are run: its deployment records belong to this cloud alone."""

    def __init__(self, instance: Instance, checkout: Path = Path()) -> None:
        self.instance = instance
        self.checkout = checkout
        self.environment = instance.environment()
        self.processes = Processes(instance.logs)
        self.carrier = Carrier(instance.carrier_url)
        self.registries = Registries(instance.registries_url)

    def start_emulator(self) -> None:
        here = self.instance
        try:
            self._emulator = emulator.start(
                here.cloud_port, here.data / "emulator", log=here.logs / "emulator.log", auth=here.auth
            )
        except (emulator.NotStarted, emulator_home.NotInstalled) as reason:
            raise NotUp(str(reason)) from reason
        self.processes.adopt("emulator", self._emulator.process)

    def wait_until_saved(self) -> None:
        """Whatever was accepted by now survives a power cut: the second checkpoint from now on was begun after it."""
        current = self.instance.data / "emulator" / "state" / "current"
        wanted = int(current.readlink().stem) + 2
        until(lambda: int(current.readlink().stem), lambda number: number >= wanted, patience=60)

    def kill_emulator(self) -> None:
        """As a power cut would."""
        self.processes.disown("emulator")
        self._emulator.kill()

    def start_carrier(self, *habits: str) -> None:
        ledger = self.instance.data / "carrier" / "ledger.jsonl"
        port = self.instance.carrier_port
        options = ["--port", port, "--token", TOKEN, "--ledger", ledger, *habits]
        self.processes.start("carrier", python("simulators.carrier", *options), self.environment)
        self._await("carrier", f"{self.instance.carrier_url}/_sim/health")

    def start_registries(self) -> None:
        keys, port = self.instance.data / "registries" / "keys.json", self.instance.registries_port
        command = python("simulators.registries", "--port", port, "--keys", keys)
        self.processes.start("registries", command, self.environment)
        self._await("registries", f"{self.instance.registries_url}/_sim/health")

    def start_payments(self) -> None:
        """The payment provider, and the billers whom it pays."""
        here = self.instance
        provider = python(
            "simulators.payments", "--port", here.payments_port, "--folder", here.data / "payments"
        )
        billers = python(
            "simulators.billers", "--port", here.billers_port, "--book", here.data / "billers.json"
        )
        for name, command, url in [
            ("payments", provider, here.payments_url),
            ("billers", billers, here.billers_url),
        ]:
            self.processes.start(name, command, self.environment)
            self._await(name, f"{url}/control")

    def start_front_door(self) -> None:
        port, behind = self.instance.front_door_port, self.instance.cloud_port
        command = python("local.front_door", "--port", port, "--cloud-port", behind)
        self.processes.start("front-door", command, self.environment)
        self._await("front-door", f"{self.instance.public_url}/")

    def operator(self, module: str, *arguments: object, given: str = "", **variables: str) -> str:
        """Run ``python -m module …`` as an operator would; what it said is kept in the logs and returned.

        ``variables``: what their shell holds besides.
        """
        done = subprocess.run(
            python(module, *arguments),
            cwd=self.checkout,
            env=self.environment | variables,
            input=given,
            capture_output=True,
            text=True,
            check=False,
        )
        said = done.stdout + done.stderr
        log = self.processes.log_of(module)
        log.parent.mkdir(parents=True, exist_ok=True)
        log.write_text(said)
        if done.returncode:
            command = " ".join(["python -m", module, *map(str, arguments)])
            raise NotUp(f"{command} failed:\n{last_lines(said)}\n(all of it: {log})")
        return said

    def deploy(self, what: str = "--all") -> str:
        return self.operator("infra.deploy", what, "dev")

    def stop(self) -> None:
        self.processes.stop()

    def _await(self, name: str, url: str) -> None:
        child = self.processes.running[name]
        with suppress(TimeoutError):
            until(lambda: answers(url) or child.poll() is not None)
        if not answers(url):
            raise NotUp(f"the {name} did not start:\n{last_lines(self.processes.log_of(name).read_text())}")


def answers(url: str) -> bool:
    try:
        with urlopen(url, timeout=5):
            return True
    except HTTPError:
        return True
    except OSError:
        return False


def last_lines(text: str, count: int = 12) -> str:
    return "\n".join(text.strip().splitlines()[-count:]) or "it said nothing"
