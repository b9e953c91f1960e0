"""The shape of the house, as tests: who may be where, how big, and who answers whom. See docs/architecture.md."""

import ast
import statistics
from collections.abc import Iterator
from pathlib import Path

import pytest

from chalicelib import matters
from chalicelib.application import events
from chalicelib.definition import Definition, definition_of, ordinary
from chalicelib.events import Event

ROOT = Path(__file__).parent.parent
PRODUCT = ["app.py", "chalicelib", "functions"]
EVERYTHING = [*PRODUCT, "infra", "local", "simulators", "bench"]
OWNERS = {
    "chalice": {"app.py", "chalicelib/http.py"},
    "pynamodb": {"chalicelib/store/"},
    "boto3": {"chalicelib/ports/", "chalicelib/idempotency.py"},
    "twilio": {"chalicelib/ports/"},
}


FUNCTION = ast.FunctionDef | ast.AsyncFunctionDef


def sources(*places: str) -> list[Path]:
    found = [ROOT / place for place in places if place.endswith(".py")]
    found += [path for place in places if not place.endswith(".py") for path in (ROOT / place).rglob("*.py")]
    return sorted(path for path in found if path.read_text().strip())


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            yield node.module or ""


def functions(path: Path) -> Iterator[tuple[str, int]]:
    """Each with its own lines: what it only holds, such as the views of a door, counts for itself."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, FUNCTION):
            held = [inner for inner in node.body if isinstance(inner, FUNCTION)]
            yield node.name, lines(node) - sum(map(lines, held))


def lines(node: ast.stmt) -> int:
    decorators = getattr(node, "decorator_list", [])
    first = min([node.lineno, *(decorator.lineno for decorator in decorators)])
    return (node.end_lineno or node.lineno) - first + 1


def test_every_module_says_in_a_sentence_what_lives_there():
    silent = [
        name(path)
        for path in sources(*EVERYTHING, "tests")
        if not ast.get_docstring(ast.parse(path.read_text()))
    ]

    assert silent == []


def test_files_are_small():
    sizes = {name(path): len(path.read_text().splitlines()) for path in sources(*EVERYTHING)}

    assert {path: size for path, size in sizes.items() if size > 250} == {}
    assert statistics.median(sizes.values()) <= 60


def test_functions_fit_in_a_glance():
    sizes = {(name(path), of): size for path in sources(*EVERYTHING) for of, size in functions(path)}

    assert {where: size for where, size in sizes.items() if size > 40} == {}
    assert statistics.median(sizes.values()) <= 8


@pytest.mark.parametrize("library", OWNERS)
def test_every_dependency_has_one_owner(library):
    users = {
        name(path) for path in sources(*PRODUCT) if any(i.split(".")[0] == library for i in imports(path))
    }

    assert {user for user in users if not user.startswith(tuple(OWNERS[library]))} == set()


def test_only_settings_reads_the_environment():
    readers = {name(path) for path in sources(*PRODUCT) if "os.environ" in path.read_text()}

    assert readers == {"chalicelib/settings.py"}


def definitions() -> dict[str, Definition]:
    return {matter: definition_of(matters.HOME / matter) for matter in matters.names()}


def test_every_fact_that_is_consumed_is_published_by_somebody():
    published = {fact for definition in definitions().values() for fact in definition.publishes}
    consumed = {fact for definition in definitions().values() for fact in definition.consumes}

    assert consumed - published == set()


@pytest.mark.parametrize("matter", matters.names())
def test_a_matter_publishes_its_own_facts_only(matter):
    definition = definitions()[matter]
    own = {matter, "application"} if definition.kind == "application" else {matter}

    assert {fact.split(".")[0] for fact in definition.publishes} <= own


@pytest.mark.parametrize("matter", matters.names())
def test_a_machine_starts_on_facts_of_its_own_matter(matter):
    definition = definitions()[matter]

    assert set(definition.machine.starts_on if definition.machine else []) <= set(definition.publishes)


@pytest.mark.parametrize("matter", matters.names())
def test_paths_that_branch_call_their_variable_by_one_name(matter):
    """API Gateway knows one variable per branch: https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html"""
    names = {}
    for path in {path for path, *_ in matters.load(matter).routes._views}:
        parts = path.split("/")
        for depth, part in enumerate(parts):
            if part.startswith("{"):
                names.setdefault("/".join(parts[:depth]), set()).add(part)

    assert {branch: found for branch, found in names.items() if len(found) > 1} == {}


def test_an_ordinary_matter_tells_every_fact_of_the_kernels():
    kinds = [it for it in vars(events).values() if isinstance(it, type) and issubclass(it, Event)]

    assert set(ordinary.TOLD) == {kind.type for kind in kinds if hasattr(kind, "type")}


@pytest.mark.parametrize("matter", matters.names())
def test_a_matter_consumes_exactly_what_it_reacts_to(matter):
    opened = matters.load(matter)

    assert set(opened.reactions) == set(opened.definition.consumes)


def test_no_two_matters_share_a_base_path():
    paths = [path for definition in definitions().values() for path in definition.base_paths]

    assert len(paths) == len(set(paths))
