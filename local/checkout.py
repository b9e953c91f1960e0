"""A checkout beside this one, for a private cloud: the same code, with deployments and data of its own."""

import shutil
from pathlib import Path

LINKED = (
    "app.py",
    "chalicelib",
    "functions",
    "infra",
    "local",
    "simulators",
    "state_machines",
    "vendor",
    "requirements.txt",
    "requirements-vendor.txt",
)
SHARED = ("site-packages", "emulator-venv")  # installed once; what is built from them is not shared


def beside(here: Path, there: Path) -> Path:
    """Lay out ``there`` so that every deploy command can be run in it; returns it."""
    (there / ".local").mkdir(parents=True)
    (there / ".chalice").mkdir()
    for name in LINKED:
        (there / name).symlink_to((here / name).resolve())
    for name in SHARED:
        (here / ".local" / name).mkdir(parents=True, exist_ok=True)
        (there / ".local" / name).symlink_to((here / ".local" / name).resolve())
    for path in (here / ".chalice").glob("*.json"):
        shutil.copyfile(path, there / ".chalice" / path.name)
    return there
