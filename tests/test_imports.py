"""How deep the house is: five rungs, nothing reaches up, and no long ways on any of them.

See docs/decisions/2026-11-25-import-depth.md.
"""

import re
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

from tests.imports import graph, longest

ROOT = Path(__file__).parent.parent
PRODUCT = ["app.py", "chalicelib", "functions"]
TOOLS = ["infra", "local", "simulators", "bench"]
MATTER = r"(functions\.\w+|chalicelib\.application)"
LADDER = {
    "doors": rf"app|{MATTER}\.((routes|reactions|steps|sweeps|registers|doors)(\..*)?|(\w+\.)*__main__)",
    "verbs": rf"{MATTER}\.use_cases(\..*)?",
    "decisions and nouns": rf"{MATTER}(\..*)?|functions",
    "foundations": r"chalicelib\.(store|ports|definition|xroad|vault|telemetry|redaction|correlation)(\..*)?"
    r"|chalicelib\.(errors|events|settings|phones|clocks)(\..*)?",
    "kernel": r"chalicelib(\..*)?",
}
ORDER = ["doors", "verbs", "decisions and nouns", "kernel", "foundations"]
LONGEST_WAY = 8


def rung(module: str) -> str:
    """The first that fits."""
    return next(name for name, pattern in LADDER.items() if re.fullmatch(pattern, module))


def neighbours(one: str, other: str) -> bool:
    """On one rung of one matter, or of the kernel."""
    return (rung(one), _whose(one)) == (rung(other), _whose(other))


def _whose(module: str) -> str:
    found = re.match(MATTER, module)
    return found[0] if found else ""


@pytest.fixture(scope="module")
def product():
    return graph(ROOT, PRODUCT)


def test_no_module_imports_what_stands_above_it(product):
    up = [
        f"{module} -> {other}"
        for module, others in product.items()
        for other in others
        if ORDER.index(rung(other)) < ORDER.index(rung(module))
    ]

    assert up == []


def test_there_is_no_long_way_along_a_rung(product):
    way = longest(product, neighbours)

    assert len(way) <= LONGEST_WAY, " > ".join(way)


@pytest.mark.parametrize("places", [PRODUCT, TOOLS], ids=["product", "tools"])
def test_no_modules_import_each_other(places):
    """Raises CycleError, which names them."""
    list(TopologicalSorter(graph(ROOT, places)).static_order())


def test_a_cycle_a_long_way_and_a_reach_upwards_are_found(tmp_path):
    (tmp_path / "a").mkdir()
    for name, source in {
        "__init__": "",
        "x": "from a import y",
        "y": "from . import z",
        "z": "import a.w",
    }.items():
        (tmp_path / "a" / f"{name}.py").write_text(source)
    (tmp_path / "a" / "w.py").write_text("def later():\n    from a import x\n")

    found = graph(tmp_path, ["a"])

    assert longest(found, lambda *_: True) == ["a.x", "a.y", "a.z", "a.w"]
    assert found["a.w"] == frozenset()
    assert ORDER.index(rung("functions.car_move.routes.calls")) < ORDER.index(
        rung("functions.car_move.rules")
    )
