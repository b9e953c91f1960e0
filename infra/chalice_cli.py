"""The real Chalice command line, run on a build."""

import os
import subprocess
import sys
from pathlib import Path

import botocore

from infra.build import Build
from infra.cloud import Cloud
from infra.errors import CannotDeploy
from infra.whole import made_whole

WAITERS = Path(".local/botodata")
LOGS = Path(".local/logs")


def deploy(build: Build, stage: str, cloud: Cloud) -> None:
    _run(["deploy", "--stage", stage], build, cloud)


def delete(build: Build, stage: str, cloud: Cloud) -> None:
    _run(["delete", "--stage", stage], build, cloud)


def _run(arguments: list[str], build: Build, cloud: Cloud) -> None:
    done = subprocess.run(
        [str(Path(sys.executable).parent / "chalice"), "--project-dir", str(build.project), *arguments],
        env=_environment(cloud),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    log = LOGS / f"chalice-{arguments[0]}-{arguments[-1]}.log"
    log.parent.mkdir(parents=True, exist_ok=True)
    log.write_text(done.stdout + done.stderr, encoding="utf-8")
    if done.returncode:
        raise CannotDeploy(f"chalice {' '.join(arguments)} failed: {_reason(done.stderr)} (all of it: {log})")


def _reason(said: str) -> str:
    lines = [line.strip() for line in said.splitlines() if line.strip()] or ["it gave no reason"]
    return next((line for line in reversed(lines) if "Error" in line or "error" in line), lines[-1])


def _environment(cloud: Cloud) -> dict[str, str]:
    """Byte code beside the code would change the package's name; the emulator is ready sooner than AWS."""
    environment = os.environ | {"PYTHONDONTWRITEBYTECODE": "1", "AWS_DEFAULT_REGION": cloud.region}
    if cloud.emulator:
        environment["AWS_DATA_PATH"] = str(_short_waits().resolve())
    return environment


def _short_waits() -> Path:
    from local.emulator import waiters

    folder = WAITERS / f"{botocore.__version__}-{waiters.DELAY}"
    if not folder.exists():
        with made_whole(folder) as unfinished:
            waiters.prepare(unfinished)
    return folder
