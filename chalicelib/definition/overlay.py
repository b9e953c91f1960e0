"""What an area may change of a matter: thresholds, times and places that the definition leaves open, nothing else."""

import tomllib
from pathlib import Path

from chalicelib.definition.closed import Closed
from chalicelib.definition.rules import Dated
from chalicelib.definition.task import AreaCode, WorkingDays


class Overlay(Closed):
    """``areas/<code>.toml`` in a matter's folder."""

    area: AreaCode
    name: str
    department: str = ""
    hotline: str = ""
    address: str = ""
    hours: str = ""
    promised: WorkingDays | None = None  # shorter than the definition's, never longer
    notice_days: WorkingDays | None = None
    parameters: dict[str, list[Dated]] = {}


def overlays(folder: Path) -> dict[str, Overlay]:
    """By area code, of the matter in ``folder``; raises ValidationError."""
    found = [
        Overlay.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
        for path in sorted(folder.glob("areas/*.toml"))
    ]
    return {overlay.area: overlay for overlay in found}
