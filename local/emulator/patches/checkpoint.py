"""What AWS has accepted stays accepted: a power cut loses at most the last two seconds.

Vanilla saves only when it is asked to stop. Here a forked child writes one consistent moment of everything every second
beside the last one, and a renamed link puts it in its place; a cut in the middle leaves the last one whole.
https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Introduction.html
"""

import copy
import json
import logging
import os
import shutil
import threading
import time
from pathlib import Path
from typing import Any

from ministack import app as gateway
from ministack.core import persistence
from ministack.services import lambda_svc

from local.emulator.guard import expect, wrap

PERIOD = 1.0
PATIENCE = 30.0
NICENESS = 10
CURRENT = "current"

log = logging.getLogger("checkpoint")


def apply() -> None:
    """Keep the state in numbered folders, `current` naming the one that counts."""
    expect(lambda_svc.CODE_BLOB_DIR.startswith(persistence.STATE_DIR), "code blobs are kept elsewhere")
    root = Path(persistence.STATE_DIR)
    keeper = Keeper(root)
    persistence.STATE_DIR = str(root / CURRENT)
    wrap(gateway, "save_all", "ea253a04", lambda _vanilla, services: keeper.save(services))
    wrap(gateway, "_load_persisted_state", "03de3b87", keeper.load)


class Keeper:
    """Writes checkpoints, one at a time."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.turn = threading.Lock()

    def load(self, vanilla: Any) -> None:
        """Read the last checkpoint, then begin to write new ones."""
        vanilla()
        threading.Thread(target=self._keep, daemon=True, name="checkpoint").start()

    def save(self, services: dict[str, Any]) -> None:
        """Write one now, in this process: the emulator is stopping."""
        with self.turn:
            folder = self._folder()
            _write(folder, services)
            self._publish(folder)

    def _keep(self) -> None:
        while True:
            began = time.monotonic()
            with self.turn:
                self._fork()
            time.sleep(max(0.0, PERIOD - (time.monotonic() - began)))

    def _fork(self) -> None:
        folder = self._folder()
        child = os.fork()
        if child == 0:
            _write_and_exit(folder)
        if _succeeded(child):
            self._publish(folder)
        else:
            log.error("checkpoint %s failed; the one before stays", folder.name)

    def _folder(self) -> Path:
        """The next folder, holding what the last one held: a service with nothing to report keeps its file.

        It bears our process id: a child that survives us must not write into our successor's folders.
        """
        last = self.root / CURRENT
        number = int(last.readlink().stem) if last.is_symlink() else 0
        folder = self.root / f"{number + 1}.{os.getpid()}"
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        for file in last.glob("*.json"):
            os.link(file, folder / file.name)
        return folder

    def _publish(self, folder: Path) -> None:
        link = self.root / f"{CURRENT}.next"
        link.unlink(missing_ok=True)
        link.symlink_to(folder.name)
        link.replace(self.root / CURRENT)
        for old in self.root.iterdir():
            if old.stem.isdigit() and old.name != folder.name:
                shutil.rmtree(old, ignore_errors=True)


def _write_and_exit(folder: Path) -> None:
    """The child's whole life: no thread but this one, and none of the emulator's sockets held open."""
    status = 1
    try:
        os.closerange(3, os.sysconf("SC_OPEN_MAX"))
        os.nice(NICENESS)
        lambda_svc._prune_orphan_code_blobs = _keep_code
        copy.deepcopy = _itself  # type: ignore[assignment]
        _write(folder, gateway._build_persistence_save_dict())
        status = 0
    finally:
        os._exit(status)


def _keep_code(_referenced: set[str]) -> None:
    """The checkpoint that counts until this one is published may still name it."""


def _itself(state: Any, _memo: Any = None) -> Any:
    """The fork is the copy: nobody else can change what the child sees."""
    return state


def _write(folder: Path, services: dict[str, Any]) -> None:
    for name, report in services.items():
        state = report()
        if state is not None:
            version = persistence._state_format_version(name)
            content = {"__ministack_format__": version, "payload": state}
            file = folder / f"{name}.json"
            file.unlink(missing_ok=True)
            file.write_text(json.dumps(content, default=persistence._json_default))


def _succeeded(child: int) -> bool:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        ended, status = os.waitpid(child, os.WNOHANG)
        if ended:
            return status == 0
        time.sleep(0.01)
    os.kill(child, 9)
    os.waitpid(child, 0)
    return False
