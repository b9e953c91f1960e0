"""``make run`` and ``make demo``, as somebody at a terminal has them."""

import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from local import checkout, preflight
from local.instance import Instance
from local.private import free_ports
from local.seed import OWNER, PASSER_BY
from local.waiting import until

ROOT = Path(__file__).parents[2]
UP = "Ctrl-C stops it"
PATIENCE = 300.0


class Terminal:
    """A checkout of one's own, with ports of its own."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.ports = dict(zip(Instance().ports, map(str, free_ports(len(Instance().ports))), strict=True))
        self.screen = home / "screen.txt"

    def run(self, module: str) -> subprocess.Popen[bytes]:
        with self.screen.open("wb") as screen:
            return subprocess.Popen(  # noqa: S603
                [sys.executable, "-u", "-m", module],
                cwd=self.home,
                env=os.environ | self.ports,
                stdin=subprocess.DEVNULL,
                stdout=screen,
                stderr=screen,
            )

    def up(self) -> subprocess.Popen[bytes]:
        running = self.run("local.run")
        until(lambda: UP in self.shown() or running.poll() is not None, patience=PATIENCE)
        assert UP in self.shown(), self.shown()
        return running

    def shown(self) -> str:
        return self.screen.read_text()

    def taken(self) -> list[str]:
        return [port for port in self.ports.values() if preflight.is_taken(int(port))]


@pytest.fixture(scope="module")
def terminal(tmp_path_factory: pytest.TempPathFactory) -> Terminal:
    return Terminal(checkout.beside(ROOT, tmp_path_factory.mktemp("terminal") / "checkout"))


@pytest.fixture(scope="module")
def first(terminal):
    """What the first start showed; it stays up for the tests of it."""
    running = terminal.up()
    yield terminal.shown()
    running.send_signal(signal.SIGINT)
    assert running.wait(30) == 0
    assert terminal.taken() == []


@pytest.fixture(scope="module")
def another(tmp_path_factory):
    """A terminal whose data an earlier start, ended from elsewhere, has left behind."""
    terminal = Terminal(checkout.beside(ROOT, tmp_path_factory.mktemp("another") / "checkout"))
    running = terminal.up()
    running.send_signal(signal.SIGTERM)
    assert running.wait(30) == 0
    assert terminal.taken() == []
    return terminal


def listening():
    """Who listens where: inode → local address, from the kernel's own tables."""
    rows = [
        line.split()
        for name in ("tcp", "tcp6")
        for line in Path(f"/proc/net/{name}").read_text().splitlines()
    ]
    return {row[9]: row[1] for row in rows if len(row) > 9 and row[3] == "0A"}


def test_it_says_what_it_does_and_how_long_that_took(first):
    for step in ("emulator", "carrier", "front door", "deploying", "signing in an owner", "self-check"):
        assert any(step in line and line.endswith(" s") for line in first.splitlines()), step


def test_it_prints_every_address(first, terminal):
    door, carrier = terminal.ports["FRONT_DOOR_PORT"], terminal.ports["CARRIER_PORT"]

    assert f"http://127.0.0.1:{door}/car-move/vehicles" in first
    assert f"http://127.0.0.1:{door}/M/" in first
    for number in (OWNER, PASSER_BY):
        assert f"http://127.0.0.1:{carrier}/handsets/{number}" in first


def test_it_hands_out_what_a_shell_needs_to_deploy_to_it(first, terminal):
    [told] = re.findall(r"source (\S+)", first)

    handed_out = (terminal.home / told).read_text().splitlines()

    assert f"export AWS_ENDPOINT_URL=http://127.0.0.1:{terminal.ports['CLOUD_PORT']}" in handed_out
    assert "export AWS_ACCESS_KEY_ID=test" in handed_out


@pytest.mark.skipif(not Path("/proc/net/tcp").exists(), reason="needs Linux's /proc")
def test_only_this_machine_can_reach_it(first, terminal):
    ports = {f"{int(port):04X}" for port in terminal.ports.values()}

    addresses = {
        address.rpartition(":")[0] for address in listening().values() if address.rpartition(":")[2] in ports
    }

    assert addresses == {"0100007F"}


def test_the_demo_plays_on_what_is_running(first, terminal):
    done = subprocess.run(
        [sys.executable, "-m", "local.demo"],
        cwd=terminal.home,
        env=os.environ | terminal.ports,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stdout + done.stderr
    assert "请按 1" in done.stdout
    assert "Neither telephone was shown the other's number." in done.stdout


def test_a_port_that_is_taken_is_told_in_one_line_and_nothing_is_started(first, terminal):
    elsewhere = Terminal(terminal.home)
    elsewhere.screen = terminal.home / "elsewhere.txt"
    elsewhere.ports |= {"CARRIER_PORT": terminal.ports["CARRIER_PORT"]}

    assert elsewhere.run("local.run").wait(30) == 1
    assert elsewhere.shown().strip() == (
        f"Port {terminal.ports['CARRIER_PORT']} is taken: stop what listens there, or choose another with CARRIER_PORT=…"
    )


def test_the_next_start_goes_on_with_the_same_data_and_ends_when_a_part_ends(another):
    running = another.up()
    assert "signing in an owner" not in another.shown()

    end_the_carrier(another)

    assert running.wait(60) == 1
    assert "the carrier ended by itself" in another.shown()
    assert another.taken() == []


def end_the_carrier(terminal):
    for process in Path("/proc").glob("[0-9]*"):
        command = (process / "cmdline").read_bytes().split(b"\0")
        if b"simulators.carrier" in command and terminal.ports["CARRIER_PORT"].encode() in command:
            os.kill(int(process.name), signal.SIGKILL)
