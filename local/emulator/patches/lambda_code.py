"""A package is unpacked once, however many functions and environments run it; AWS keeps it ready for all of them.

Vanilla unpacks it anew for every environment, in Python, while everything else waits: over a second for 12 MB.
https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html
"""

import hashlib
import inspect
import tempfile
import zipfile
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from ministack.core import lambda_runtime

from local.emulator.guard import expect

CODE = "zf.extractall(code_dir)"


def apply() -> None:
    """Hand the runtime a ZipFile that knows what it has unpacked before."""
    expect(CODE in inspect.getsource(lambda_runtime.Worker._spawn), f"Worker._spawn says {CODE}")
    lambda_runtime.zipfile = SimpleNamespace(**{**vars(zipfile), "ZipFile": KeptPackage})


class KeptPackage(zipfile.ZipFile):
    """``code`` becomes a link to where the package lies unpacked."""

    def extractall(self, path: Any = None, *rest: Any) -> None:
        code = Path(path)
        if code.name != "code" or self.filename is None:
            super().extractall(path, *rest)
            return
        home = Path(tempfile.gettempdir(), "unpacked", _digest(Path(self.filename)))
        if not home.exists():
            self._unpack(home)
        code.rmdir()
        code.symlink_to(home)

    def _unpack(self, home: Path) -> None:
        """Whole or not at all; of two at once the first prevails."""
        home.parent.mkdir(exist_ok=True)
        beside = Path(tempfile.mkdtemp(dir=home.parent))
        super().extractall(beside)
        try:
            beside.rename(home)
        except OSError:
            expect(home.exists(), f"{home} can be made")


def _digest(package: Path) -> str:
    return hashlib.sha256(package.read_bytes()).hexdigest()[:32]
