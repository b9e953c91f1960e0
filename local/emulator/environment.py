"""The emulator's own virtual environment, so that no development package leaks into a Lambda function."""

import fcntl
import hashlib
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
HOME = ROOT / ".local" / "emulator-venv"
REQUIREMENTS = ROOT / "local" / "requirements.txt"


class NotInstalled(RuntimeError):
    """The environment could not be made; the message is one line for the operator."""


def prepare(home: Path = HOME, requirements: Path = REQUIREMENTS) -> Path:
    """Make the environment unless it is already there, and return its interpreter."""
    home.parent.mkdir(parents=True, exist_ok=True)
    with home.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        stamp, recipe = home / "made-from.txt", _recipe(requirements)
        if not (stamp.exists() and stamp.read_text() == recipe and _python(home).exists()):
            print("emulator: installing ministack into its own environment (once, about 20 s)", flush=True)
            _run(sys.executable, "-m", "venv", "--clear", str(home))
            _run(str(_python(home)), "-m", "pip", "install", "--quiet", "--requirement", str(requirements))
            stamp.write_text(recipe)
    return _python(home)


def _python(home: Path) -> Path:
    return home / "bin" / "python"


def _recipe(requirements: Path) -> str:
    return f"{sys.version}\n{hashlib.sha256(requirements.read_bytes()).hexdigest()}\n"


def _run(*command: str) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        said = [line for line in done.stderr.splitlines() if line.strip()] or ["no reason given"]
        reason = next((line for line in said if line.startswith("ERROR")), said[-1])
        raise NotInstalled(f"emulator: cannot make its environment: {reason}")


if __name__ == "__main__":
    try:
        print(prepare())
    except NotInstalled as reason:
        sys.exit(str(reason))
