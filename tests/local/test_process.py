"""Starting the emulator: on this machine only, with one clear line when it cannot."""

import socket
import time
from pathlib import Path

import pytest

from local.emulator import process
from tests.local.cloud import Cloud
from tests.local.conftest import PORT


def test_it_listens_on_this_machine_and_on_one_port_only(cloud: Cloud) -> None:
    pid = cloud.emulator.process.pid
    inodes = {
        target.removeprefix("socket:[").removesuffix("]")
        for link in Path(f"/proc/{pid}/fd").iterdir()
        if (target := _target(link)).startswith("socket:")
    }
    rows = [
        row.split()
        for table in ("tcp", "tcp6")
        for row in Path(f"/proc/net/{table}").read_text().splitlines()[1:]
    ]
    listening = {row[1] for row in rows if row[3] == "0A" and row[9] in inodes}

    assert listening == {f"0100007F:{PORT:04X}"}


def _target(link: Path) -> str:
    try:
        return str(link.readlink())
    except FileNotFoundError:
        return ""


def test_a_taken_port_is_said_in_one_line(tmp_path: Path) -> None:
    taken = pytest.raises(process.NotStarted, match=f"port {PORT + 3} is taken")

    with socket.create_server(("127.0.0.1", PORT + 3)), taken:
        process.start(PORT + 3, tmp_path, log=tmp_path / "log")


def test_an_emulator_that_dies_says_why_in_one_line(tmp_path: Path) -> None:
    began = time.monotonic()

    with pytest.raises(process.NotStarted, match="did not start: emulator: no patch is called oracle"):
        process.start(PORT + 3, tmp_path, log=tmp_path / "log", without=["oracle"])

    assert time.monotonic() - began < process.START_DEADLINE
