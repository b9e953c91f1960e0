"""A package is unpacked once, however many functions and environments run it; AWS keeps it ready for all of them.

Vanilla unpacks it anew for every environment, in Python, while everything else waits: over a second for 12 MB. Of the
next package only what has changed is unpacked: nearly all of it is libraries.
https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html
"""

import hashlib
import inspect
import os
import tempfile
import zipfile
from pathlib import Path
from types import SimpleNamespace
from typing import Any, ClassVar

from ministack.core import lambda_runtime

from local.emulator.guard import expect

CODE = "zf.extractall(code_dir)"


def apply() -> None:
    """Hand the runtime a ZipFile that knows what it has unpacked before."""
    expect(CODE in inspect.getsource(lambda_runtime.Worker._spawn), f"Worker._spawn says {CODE}")
    lambda_runtime.zipfile = SimpleNamespace(**{**vars(zipfile), "ZipFile": KeptPackage})


class KeptPackage(zipfile.ZipFile):
    """``code`` becomes a link to where the package lies unpacked; ``latest`` is where another does, and what is in it."""

    latest: ClassVar[tuple[Path, dict[str, tuple[int, int]]]] = (Path(), {})

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
        for entry in self.infolist():
            self._take_over(entry, beside) or self.extract(entry, beside)
        try:
            beside.rename(home)
        except OSError:
            expect(home.exists(), f"{home} can be made")
        KeptPackage.latest = home, {entry.filename: (entry.CRC, entry.file_size) for entry in self.infolist()}

    def _take_over(self, entry: zipfile.ZipInfo, to: Path) -> bool:
        """The same file of the package before, by another name: nobody writes to either."""
        before, files = self.latest
        if entry.is_dir() or files.get(entry.filename) != (entry.CRC, entry.file_size):
            return False
        there = to / entry.filename
        there.parent.mkdir(parents=True, exist_ok=True)
        os.link(before / entry.filename, there)
        return True


def _digest(package: Path) -> str:
    return hashlib.sha256(package.read_bytes()).hexdigest()[:32]
