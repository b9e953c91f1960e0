"""One emulator with every patch for all tests, and one at a time without the patch that a test is about."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from botocore.exceptions import ClientError

from local.emulator import process
from tests.local.cloud import Cloud

WORKER = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
PORT = 4600 + 6 * WORKER
BROKEN = (AssertionError, ClientError, ValueError, pytest.fail.Exception)
PATIENCE, NO_PATIENCE = 90.0, 3.0


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "restores(patch): holds with the patch, and fails without it")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """A test of a patch runs twice: it must pass with the patch and fail without it."""
    if marker := metafunc.definition.get_closest_marker("restores"):
        (patch,) = marker.args
        fails = pytest.mark.xfail(strict=True, raises=BROKEN)
        without = pytest.param(patch, marks=fails, id=f"without-{patch}")
        fixture = "own" if "own" in metafunc.fixturenames else "cloud"
        metafunc.parametrize(fixture, [pytest.param(None, id="patched"), without], indirect=True)


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("emulators")


@pytest.fixture(scope="session")
def patched(folder: Path) -> Iterator[Cloud]:
    emulator = process.start(PORT, folder / "patched", log=folder / "patched.log")
    yield Cloud(emulator, PATIENCE)
    emulator.kill()


@pytest.fixture(scope="session", autouse=True)
def clock(patched: Cloud) -> str:
    """A queue that hears from a schedule every minute; set at the start, because the first minute takes one."""
    url, arn = patched.queue()
    patched.client("events").put_rule(Name="clock", ScheduleExpression="rate(1 minute)")
    patched.client("events").put_targets(Rule="clock", Targets=[{"Id": "queue", "Arn": arn}])
    return url


class Lacking:
    """The emulator that lacks one patch; asking for another patch replaces it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.running: dict[str, Cloud] = {}

    def __call__(self, patch: str) -> Cloud:
        if patch not in self.running:
            self.end()
            data = self.folder / f"without-{patch}"
            emulator = process.start(PORT + 1, data, log=data.with_suffix(".log"), without=[patch])
            self.running[patch] = Cloud(emulator, NO_PATIENCE)
        return self.running[patch]

    def end(self) -> None:
        while self.running:
            self.running.popitem()[1].emulator.kill()


@pytest.fixture(scope="session")
def lacking(folder: Path) -> Iterator[Lacking]:
    emulators = Lacking(folder)
    yield emulators
    emulators.end()


@pytest.fixture
def cloud(request: pytest.FixtureRequest, patched: Cloud, lacking: Lacking) -> Cloud:
    patch: str | None = getattr(request, "param", None)
    return lacking(patch) if patch else patched


class Own:
    """An emulator of the test's own, to be ended and started again on the same data."""

    def __init__(self, folder: Path, patch: str | None) -> None:
        self.folder, self.without = folder, [patch] if patch else []
        self.patience = NO_PATIENCE if patch else PATIENCE
        self.start()

    def start(self) -> None:
        emulator = process.start(
            PORT + 2, self.folder / "data", log=self.folder / "emulator.log", without=self.without
        )
        self.cloud = Cloud(emulator, self.patience)

    def cut_power(self) -> None:
        """kill -9, and up again."""
        self.cloud.emulator.kill()
        self.start()

    def restart(self) -> None:
        self.cloud.emulator.stop()
        self.start()


@pytest.fixture
def own(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Own]:
    own = Own(tmp_path, getattr(request, "param", None))
    yield own
    own.cloud.emulator.kill()
