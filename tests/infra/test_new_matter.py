"""A new matter passes every check from its first minute, so that what breaks later is what was changed."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from infra import new_matter

ROOT = Path(__file__).parents[2]
BIN = Path(sys.executable).parent
COPIED = [
    "app.py",
    "chalicelib",
    "functions",
    "infra",
    "local",
    "simulators",
    "state_machines",
    "docs",
    "tests",
]
COPIED += [".chalice", ".importlinter", "pyproject.toml", "bench", "requirements.txt"]
IGNORED = shutil.ignore_patterns("__pycache__", "deployed", "deployments")
MATTERS = {
    "street_stall": ("street-stall", "占道摆摊", "ordinary"),
    "lost_dogs": ("lost-dogs", "寻找走失的狗", "bespoke"),
}
FOLDERS = [f"functions/{name}" for name in MATTERS]
CHECKS = {
    "lint": ["ruff", "check", *FOLDERS, "tests/functions/lost_dogs"],
    "format": ["ruff", "format", "--check", *FOLDERS],
    "imports": ["lint-imports", "--no-logo"],
    "definitions": ["python", "-m", "infra.lint"],
    "generated files": ["python", "-m", "infra.generate", "--check"],
    "types": ["mypy", *FOLDERS],
    "tests of the ordinary one": [
        "pytest",
        "-p",
        "no:cacheprovider",
        "-k",
        "street_stall",
        *(f"tests/application/test_{what}.py" for what in ("lint", "examples", "boundaries", "minimisation")),
    ],
    "rights to registries": [
        "pytest",
        "-p",
        "no:cacheprovider",
        "tests/functions/data_sharing/test_minimisation.py",
        "tests/functions/data_sharing/test_access.py",
    ],
    "tests of the bespoke one": ["pytest", "-p", "no:cacheprovider", "tests/functions/lost_dogs"],
    "architecture": ["pytest", "-p", "no:cacheprovider", "tests/test_architecture.py"],
}


@pytest.fixture(scope="module")
def province(tmp_path_factory):
    """A copy of this checkout, with two new matters in it."""
    copy = tmp_path_factory.mktemp("checkout")
    for name in COPIED:
        source = ROOT / name
        shutil.copytree(source, copy / name, ignore=IGNORED) if source.is_dir() else shutil.copy(
            source, copy / name
        )
    for arguments in MATTERS.values():
        run(copy, "python", "-m", "infra.new_matter", *arguments)
    return copy


def run(where, program, *arguments):
    done = subprocess.run(  # noqa: S603
        [BIN / program, *arguments],
        cwd=where,
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.mark.parametrize("check", CHECKS)
def test_it_passes_at_once(province, check):
    run(province, *CHECKS[check])


def test_it_has_a_stage_and_a_policy_of_its_own(province):
    assert (province / ".chalice" / "policy-street-stall-dev.json").exists()
    assert "street-stall-dev" in (province / ".chalice" / "config.json").read_text()


@pytest.mark.parametrize("slug", ["Street", "street_stall", "1stall", "", "street-"])
def test_a_name_that_cannot_be_a_stage_is_refused(tmp_path, slug):
    with pytest.raises(new_matter.CannotBegin, match="named like"):
        new_matter.begin(slug, "占道摆摊", root=tmp_path)


def test_what_is_there_is_not_touched(tmp_path):
    new_matter.begin("street-stall", "占道摆摊", root=tmp_path)

    with pytest.raises(new_matter.CannotBegin, match="there already"):
        new_matter.begin("street-stall", "占道摆摊", root=tmp_path)


def test_an_ordinary_matter_is_said_in_eighty_lines():
    lines = [line for path in new_matter.blanks("ordinary") for line in path.read_text().splitlines()]

    assert len(lines) <= 80


def test_two_new_matters_have_two_codes():
    assert new_matter.serial("street-stall") != new_matter.serial("lost-dogs")
