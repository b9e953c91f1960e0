"""Who imports whom when a module is loaded: the graph of our own modules, and the longest way through it."""

import ast
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

Graph = Mapping[str, frozenset[str]]


def graph(root: Path, places: Iterable[str]) -> Graph:
    """Every module, and those of them that it imports at its top level: what functions and type checkers import is not."""
    files = [path for place in places for path in _files(root / place)]
    modules = {_name(path.relative_to(root)): path for path in files}
    return {name: frozenset(_imported(name, path, modules.keys())) for name, path in modules.items()}


def longest(graph: Graph, together: Callable[[str, str], bool]) -> list[str]:
    """The longest chain of imports between modules that belong together; the graph has no cycles."""
    known: dict[str, list[str]] = {}

    def chain(name: str) -> list[str]:
        if name not in known:
            ways = [chain(other) for other in graph[name] if together(name, other)]
            known[name] = [name, *max(ways, key=len, default=[])]
        return known[name]

    return max(map(chain, graph), key=len, default=[])


def _files(place: Path) -> Iterable[Path]:
    return [place] if place.is_file() else sorted(place.rglob("*.py"))


def _name(path: Path) -> str:
    return ".".join(path.with_suffix("").parts).removesuffix(".__init__")


def _imported(name: str, path: Path, modules: Iterable[str]) -> Iterator[str]:
    known = set(modules)
    package = name if path.name == "__init__.py" else name.rpartition(".")[0]
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        for wanted in _wanted(node, package):
            found = wanted if wanted in known else wanted.rpartition(".")[0]
            if found in known and found != name:
                yield found


def _wanted(node: ast.stmt, package: str) -> list[str]:
    match node:
        case ast.Import(names=names):
            return [alias.name for alias in names]
        case ast.ImportFrom(module=module, names=names, level=level):
            above = package.split(".")[: len(package.split(".")) - level + 1] if level else []
            return [".".join([*above, *filter(None, [module]), alias.name]) for alias in names]
        case _:
            return []
