"""Before anything starts, each thing that is missing is told in one line."""

import socket
import subprocess
import sys
from dataclasses import dataclass

import pytest

from local import preflight, run
from local.instance import Instance
from local.private import free_ports


@dataclass
class Disk:
    free: int


def test_a_fit_machine_has_nothing_to_say():
    assert list(preflight.python((3, 11))) == []
    assert list(preflight.tools(("git",))) == []
    assert list(preflight.disk(lambda _: Disk(3 * 1024**3))) == []


def test_an_old_python_is_named():
    assert "this is 3.9" in one(preflight.python((3, 9)))


def test_a_missing_tool_is_named():
    assert "`no-such-tool` is needed" in one(preflight.tools(("no-such-tool",)))


def test_a_full_disk_is_told_with_what_is_left():
    assert "0.5 GB is left" in one(preflight.disk(lambda _: Disk(512 * 1024**2)))


def test_the_disk_that_counts_is_where_the_data_will_be(tmp_path):
    asked = []

    def usage(folder):
        asked.append(folder)
        return Disk(0)

    assert "is left" in one(preflight.disk(usage, tmp_path / "not" / "there" / "yet"))
    assert asked == [tmp_path]


def test_without_room_make_run_says_one_line_and_starts_nothing(tmp_path, capsys):
    folder = tmp_path / "instance"
    ports = dict(zip(Instance().ports, map(str, free_ports(len(Instance().ports))), strict=True))

    assert run.main({"LOCAL_FOLDER": str(folder), **ports}, lambda _: Disk(100 * 1024**2)) == 1

    said = capsys.readouterr()
    assert said.err == "2 GB of free disk is needed, 0.1 GB is left here.\n"
    assert said.out == ""
    assert not folder.exists()


@pytest.mark.parametrize("given", ["eighty", "", "-1", "0", "65536", "80.5", "８０"])
def test_what_is_no_port_is_told_in_one_line(given, tmp_path, capsys):
    folder = tmp_path / "instance"

    assert run.main({"LOCAL_FOLDER": str(folder), "CLOUD_PORT": given}) == 1

    said = capsys.readouterr()
    assert said.err == f"CLOUD_PORT is {given!r}: a port is a whole number from 1 to 65535.\n"
    assert not folder.exists()


def test_a_taken_port_is_told_with_the_variable_that_moves_it():
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]

        assert f"Port {port} is taken" in one(preflight.ports({"CLOUD_PORT": port}))
        assert "CLOUD_PORT=" in one(preflight.ports({"CLOUD_PORT": port}))


def test_the_program_ends_with_an_error_and_one_line_per_finding():
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = str(server.getsockname()[1])
        done = subprocess.run(
            [sys.executable, "-m", "local.preflight", "--ports"],
            env={
                "FRONT_DOOR_PORT": port,
                "CLOUD_PORT": "1024",
                "CARRIER_PORT": "1025",
                "PATH": "/usr/bin:/bin",
            },
            capture_output=True,
            text=True,
            check=False,
        )

    assert done.returncode == 1
    assert done.stderr.splitlines()[0].startswith(f"Port {port} is taken")


def one(lines) -> str:
    (line,) = lines
    return line
