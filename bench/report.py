"""What every benchmark ends with: a table, a file of results, and one line that says ok or short."""

import json
import operator
import os
import platform
import sys
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path

RESULTS = Path("bench/results")
COMPARISONS: dict[str, Callable[[float, float], bool]] = {
    "<=": operator.le,
    ">=": operator.ge,
    "==": operator.eq,
}


def is_met(figure: float, goal: str) -> bool:
    """Whether ``figure`` meets a goal such as ``<= 2.0``."""
    sign, _, bound = goal.partition(" ")
    return COMPARISONS[sign](figure, float(bound))


def short_of(figures: Mapping[str, float], goals: Mapping[str, str]) -> list[str]:
    """The goals not met, each with what was measured; a goal without a figure is not met."""
    return [
        f"{metric} {goal} (measured {figures.get(metric, 'nothing')})"
        for metric, goal in goals.items()
        if metric not in figures or not is_met(figures[metric], goal)
    ]


def table(figures: Mapping[str, float], goals: Mapping[str, str]) -> str:
    width = max(map(len, figures))
    lines = [
        f"{metric:<{width}}  {value:>12,.3f}  {goals.get(metric, '')}" for metric, value in figures.items()
    ]
    return "\n".join(line.rstrip() for line in lines)


def machine() -> str:
    return f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}"


def is_quick() -> bool:
    return "--quick" in sys.argv[1:]


def finish(
    name: str, figures: Mapping[str, float], goals: Mapping[str, str], seed: int = 0, results: Path = RESULTS
) -> int:
    """Print, write and judge; the exit code is 1 when short. A quick run judges, and leaves the results alone."""
    print(table(figures, goals))
    result = {
        "name": name,
        "when": datetime.now(UTC).isoformat(timespec="seconds"),
        "machine": machine(),
        "command": f"python -m bench.{name}",
        "seed": seed,
        "figures": {metric: round(value, 4) for metric, value in figures.items()},
        "goals": dict(goals),
    }
    if not is_quick():
        results.mkdir(parents=True, exist_ok=True)
        (results / f"{name}.json").write_text(json.dumps(result, indent=2) + "\n")
    missed = short_of(figures, goals)
    print(f"{name}: short of {'; '.join(missed)}" if missed else f"{name}: ok")
    return 1 if missed else 0
