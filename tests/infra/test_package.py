"""The deployment package is small, holds every matter with its pages, and nothing that AWS brings or only we need."""

from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

import pytest

from chalicelib import matters
from infra.build import Build, build

LIMIT = 15e6
OURS = ("chalicelib/", "functions/")
SHARED = ("pynamodb/", *(f"aws_lambda_powertools/{part}/" for part in ("logging", "metrics", "shared")))


@pytest.fixture(scope="module")
def made() -> Build:
    return build()


@pytest.fixture(scope="module")
def inside(made: Build) -> Iterator[set[str]]:
    with ZipFile(made.package) as package:
        yield set(package.namelist())


def test_it_is_small(made: Build) -> None:
    assert made.package.stat().st_size <= LIMIT


def test_it_is_made_once(made: Build) -> None:
    packed = made.package.stat().st_mtime_ns
    assert build().package.stat().st_mtime_ns == packed


def test_every_matter_is_inside_with_its_definition_and_pages(inside: set[str]) -> None:
    for name in matters.names():
        wanted = {
            f"functions/{path.relative_to(matters.HOME).as_posix()}"
            for path in [matters.HOME / name / "matter.toml", *(matters.HOME / name).glob("pages/*.html")]
        }
        assert wanted <= inside


def test_the_app_and_its_kernel_are_inside(inside: set[str]) -> None:
    assert {"app.py", "chalice/app.py", "chalicelib/store/store.py", "pynamodb/models.py"} <= inside


@pytest.mark.parametrize(
    "unwanted", ["botocore", "boto3", "aiohttp", "tests", "local", "infra", "simulators", "pip"]
)
def test_it_leaves_behind(inside: set[str], unwanted: str) -> None:
    assert [name for name in inside if name.startswith(f"{unwanted}/")] == []


def test_it_leaves_behind_what_only_operators_read(inside: set[str]) -> None:
    assert [name for name in inside if name.startswith("functions/catalogue/anhui/")] == []


def test_it_leaves_behind_what_its_libraries_show_to_browsers(inside: set[str]) -> None:
    theirs = [name for name in inside if not name.startswith("functions/")]
    assert [name for name in theirs if ".min." in name] == []


def test_it_holds_nothing_hidden(inside: set[str]) -> None:
    assert [name for name in inside if "/." in name or name.startswith(".")] == []


def test_byte_code_is_there_for_our_own_modules_and_what_all_import_at_once_but_no_others(
    inside: set[str],
) -> None:
    compiled = {name for name in inside if name.endswith(".pyc")}
    wanted = {name for name in inside if name.endswith(".py") and name.startswith((*OURS, *SHARED))}

    assert len(compiled) == len(wanted)
    assert all(name.startswith((*OURS, *SHARED)) for name in compiled)


def test_byte_code_is_taken_without_a_look_at_the_source(made: Build) -> None:
    """Files in a Lambda have other times than here, and byte code that goes by them would be thrown away."""
    with ZipFile(made.package) as package:
        [compiled] = [
            name for name in package.namelist() if name.startswith("chalicelib/__pycache__/settings.")
        ]
        flags = int.from_bytes(package.read(compiled)[4:8], "little")

    assert flags == 1


def test_every_file_is_there_once(made: Build) -> None:
    with ZipFile(made.package) as package:
        names = package.namelist()
    assert len(names) == len(set(names))


def test_vendor_leads_to_the_matters() -> None:
    link = Path("vendor/functions")
    assert link.is_symlink()
    assert link.resolve() == Path("functions").resolve()
