"""Give the browser tests a browser and Chinese letters, where this machine lacks them and lets us install them."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from local.progress import step

CHROMIUM = Path("/usr/bin/chromium")
FONTS = Path("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc")
PACKAGES = {"chromium": CHROMIUM, "fonts-noto-cjk": FONTS}


def missing() -> list[str]:
    return [package for package, path in PACKAGES.items() if not path.exists()]


def why_not() -> str | None:
    """The reason why browser tests cannot run here, or nothing."""
    return f"not installed: {', '.join(missing())} (apt-get install them as root)" if missing() else None


def apt(*arguments: str) -> None:
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    command = ["apt-get", "-qq", *arguments]
    done = subprocess.run(
        command, env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
    )
    if done.returncode:
        sys.exit(f"\n{' '.join(command)} failed:\n{done.stderr.strip()[-2000:]}")


def main() -> int:
    if not missing():
        return 0
    if os.geteuid() or not shutil.which("apt-get"):
        print(f"browser tests will be skipped: {why_not()}")
        return 0
    with step(f"installing {' and '.join(missing())}"):
        apt("update")
        apt("install", "--yes", "--no-install-recommends", *missing())
    return 0


if __name__ == "__main__":
    sys.exit(main())
