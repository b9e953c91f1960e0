"""``python -m infra.vendor``: what ships without its dependencies, unpacked into ``vendor/``. Does nothing twice."""

import shutil
import subprocess
import sys
from pathlib import Path

from infra.errors import CannotDeploy

VENDOR = Path("vendor")
REQUIREMENTS = Path("requirements-vendor.txt")
TWILIO_PRODUCTS, CALLS_AND_TEXTS = VENDOR / "twilio" / "rest", "api"  # all other products are 2 MB of zip
NUMBERS = VENDOR / "stdnum"
OURS = {"cn", "iso7064", "__init__.py", "py.typed", "exceptions.py", "numdb.py", "util.py"}


def ensure() -> list[str]:
    """Unpack what is missing; returns what that was."""
    missing = [pin for pin in pins() if not _is_there(pin)]
    if missing:
        command = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--upgrade"]
        done = subprocess.run(
            [*command, "--target", str(VENDOR), *missing], capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise CannotDeploy(f"cannot vendor {', '.join(missing)}: {done.stderr.strip().splitlines()[-1]}")
    _shed()
    return missing


def _shed() -> None:
    """Both libraries open each product, or country, on first use, so what we never use need not be there."""
    for product in TWILIO_PRODUCTS.glob("*/"):
        if product.name != CALLS_AND_TEXTS:
            shutil.rmtree(product)
    for part in NUMBERS.glob("*"):
        if part.name not in OURS:
            shutil.rmtree(part) if part.is_dir() else part.unlink()


def pins() -> list[str]:
    lines = (line.strip() for line in REQUIREMENTS.read_text(encoding="utf-8").splitlines())
    return [line for line in lines if line and not line.startswith("#")]


def _is_there(pin: str) -> bool:
    name, _, version = pin.partition("==")
    return (VENDOR / f"{name.replace('-', '_')}-{version}.dist-info").exists()


if __name__ == "__main__":
    try:
        print(f"vendored: {', '.join(ensure()) or 'nothing, all there'}")
    except CannotDeploy as reason:
        sys.exit(str(reason))
