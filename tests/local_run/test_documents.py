"""What the documents tell people to type exists, and what exists is told."""

import importlib.util
import re
import subprocess
from pathlib import Path

import pytest

from chalicelib import matters
from chalicelib.definition import definition_of
from local.instance import Instance

ROOT = Path(__file__).parents[2]
DOCUMENTS = sorted([*ROOT.glob("README*.md"), *(ROOT / "docs").glob("*.md")])
MAKEFILE = (ROOT / "Makefile").read_text()
TARGETS = set(re.findall(r"^([a-z]+):", MAKEFILE, re.MULTILINE))
LINK = re.compile(r"\]\(([^)#]+)\)|src=\"([^\"]+)\"")


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_make_target_that_is_named_exists(document):
    named = set(
        re.findall(
            r"^(?:AUTH=1 )?make ([a-z]+)|`(?:AUTH=1 )?make ([a-z]+)", document.read_text(), re.MULTILINE
        )
    )

    assert {first or second for first, second in named} <= TARGETS


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_module_that_is_to_be_run_exists(document):
    named = set(
        re.findall(r"python -m ((?:infra|local|bench|simulators|functions)[\w.]*)", document.read_text())
    )

    assert [module for module in sorted(named) if importlib.util.find_spec(module) is None] == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_link_to_a_file_leads_to_one(document):
    links = {a or b for a, b in LINK.findall(document.read_text())}
    local = [link for link in links if not link.startswith(("http", "mailto"))]

    assert [link for link in local if not (document.parent / link).exists()] == []


@pytest.mark.parametrize("document", sorted(ROOT.glob("README*.md")), ids=lambda path: path.name)
def test_the_first_page_names_every_matter_and_every_port(document):
    told = document.read_text()
    titles = [definition_of(matters.HOME / name).title for name in matters.names()]

    assert [word for word in [*titles, *Instance().ports] if word not in told] == []


def test_make_by_itself_tells_every_target():
    told = subprocess.run(["make"], cwd=ROOT, capture_output=True, text=True, check=True).stdout  # noqa: S607

    assert all(f"make {target} " in told for target in TARGETS)
