"""Make this checkout ready: the development environment, what ships without pip's help, the emulator's environment.

Runs on a bare Python 3.11; does nothing, quickly, when there is nothing to do.
"""

import hashlib
import subprocess
import sys
from pathlib import Path

from local import preflight
from local.progress import step

VENV = Path(".venv")
STAMP = VENV / "made-from.txt"
REQUIREMENTS = [Path("requirements.txt"), Path("requirements-vendor.txt"), Path("requirements-dev.txt")]
PYTHON = str(VENV / "bin" / "python")
PIP = [PYTHON, "-m", "pip", "--quiet", "--disable-pip-version-check", "install"]


class NotReady(RuntimeError):
    """The checkout could not be made ready; the message is for the person who asked."""


def recipe() -> str:
    content = b"".join(path.read_bytes() for path in REQUIREMENTS)
    return f"{sys.version}\n{Path.cwd()}\n{hashlib.sha256(content).hexdigest()}\n"


def is_ready() -> bool:
    return STAMP.exists() and STAMP.read_text() == recipe()


def prepare() -> None:
    with step("making the development environment in .venv"):
        run([sys.executable, "-m", "venv", "--clear", str(VENV)])
    with step("installing what checks, tests and serves (about a minute)"):
        run([*PIP, "--requirement", "requirements-dev.txt"])
    with step("vendoring PynamoDB without botocore"):
        run([PYTHON, "-m", "infra.vendor"])
    with step("making the emulator's own environment"):
        run([PYTHON, "-m", "local.emulator.environment"])
    STAMP.write_text(recipe())


def run(command: list[str]) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL)
    if done.returncode:
        raise NotReady(f"\n{' '.join(command)} failed:\n{done.stderr.strip()[-2000:]}")


def main() -> int:
    if is_ready():
        return 0
    wrong = preflight.this_machine()
    try:
        if not wrong:
            prepare()
    except NotReady as error:
        wrong = [str(error)]
    for line in wrong:
        print(line, file=sys.stderr)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
