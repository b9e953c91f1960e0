"""What an area may change of a matter: thresholds, times and places that the definition leaves open, nothing else."""

import tomllib
from pathlib import Path

from chalicelib.definition.closed import Closed
from chalicelib.definition.ordinary import Ordinary
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


def applied(base: Ordinary, overlay: Overlay) -> Ordinary:
    """The definition as it holds there: the overlay says it instead, and what it leaves out stays."""
    limits, notice = base.task.limits, base.notice
    if overlay.promised is not None:
        limits = limits.model_copy(update={"promised": overlay.promised})
    if notice and overlay.notice_days is not None:
        notice = notice.model_copy(update={"days": overlay.notice_days})
    parameters = {
        name: parameter.model_copy(update={"values": overlay.parameters.get(name, parameter.values)})
        for name, parameter in base.parameters.items()
    }
    changed = {
        "department": overlay.department or base.department,
        "hotline": overlay.hotline or base.hotline,
        "task": base.task.model_copy(update={"limits": limits}),
        "notice": notice,
        "parameters": parameters,
    }
    return base.model_copy(update=changed)
