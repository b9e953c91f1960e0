"""Start and stop the emulator from the development environment."""

import os
import shutil
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from local.emulator import environment

ACCOUNT = "000000000000"
REGION = "ap-southeast-1"
START_DEADLINE = 60.0
STOP_DEADLINE = 30.0


class NotStarted(RuntimeError):
    """The emulator did not start; the message is one line for the operator."""


@dataclass(frozen=True)
class Emulator:
    """A running emulator. Its data survives both ways of ending it."""

    process: subprocess.Popen[bytes]
    url: str
    data: Path

    @property
    def checkpoint(self) -> int:
        """The number of the checkpoint that counts. What was accepted before now is safe two checkpoints later."""
        current = self.data / "state" / "current"
        return int(current.readlink().stem) if current.is_symlink() else 0

    def stop(self) -> None:
        """End it the polite way: it saves everything first."""
        self.process.terminate()
        try:
            self.process.wait(STOP_DEADLINE)
        except subprocess.TimeoutExpired:
            self.kill()

    def kill(self) -> None:
        """End it as a power cut would: what is kept is what the last checkpoint wrote."""
        self.process.kill()
        self.process.wait()


def start(
    port: int,
    data: Path,
    *,
    log: Path,
    auth: bool = False,
    region: str = REGION,
    without: Sequence[str] = (),
) -> Emulator:
    """Start the emulator on 127.0.0.1 and return once it answers. `without` names patches to leave out."""
    if _listening(port):
        raise NotStarted(f"emulator: port {port} is taken; stop what listens there or choose another port")
    python = environment.prepare()
    shutil.rmtree(
        data / "scratch", ignore_errors=True
    )  # a power cut leaves every function's unpacked code there
    for folder in (data / "scratch", log.parent):
        folder.mkdir(parents=True, exist_ok=True)
    with log.open("ab") as output:
        process = subprocess.Popen(
            [python, "-m", "local.emulator"],
            cwd=environment.ROOT,
            env=_environment(port, data.absolute(), auth, region, without),
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    emulator = Emulator(process, f"http://127.0.0.1:{port}", data)
    try:
        _await_health(emulator, log)
    except BaseException:
        emulator.kill()
        raise
    return emulator


def _environment(port: int, data: Path, auth: bool, region: str, without: Sequence[str]) -> dict[str, str]:
    """Lambda functions inherit this, so it holds nothing of the developer's own."""
    return {
        "PATH": os.defpath,
        "LANG": "C.UTF-8",
        "HOME": str(data / "scratch"),
        "TMPDIR": str(data / "scratch"),
        "GATEWAY_PORT": str(port),
        "BIND_HOST": "127.0.0.1",
        "IOT_MTLS_ENABLED": "0",
        "SFTP_ENABLED": "0",
        "PERSIST_STATE": "1",
        "STATE_DIR": str(data / "state"),
        "S3_PERSIST": "1",
        "S3_DATA_DIR": str(data / "s3"),
        "MINISTACK_ACCOUNT_ID": ACCOUNT,
        "MINISTACK_REGION": region,
        "AUTH": str(auth).lower(),
        "EMULATOR_WITHOUT": ",".join(without),
    }


def _listening(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def _await_health(emulator: Emulator, log: Path) -> None:
    deadline = time.monotonic() + START_DEADLINE
    while emulator.process.poll() is None and time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(f"{emulator.url}/_ministack/health", timeout=5):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.05)
    raise NotStarted(f"emulator: did not start: {_last_words(log)}")


def _last_words(log: Path) -> str:
    lines = log.read_text(errors="replace").strip().splitlines()
    return f"{lines[-1] if lines else 'it said nothing'} (see {log})"
