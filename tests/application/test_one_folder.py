"""Five matters from the news prove it: a folder each, eighty lines at most of definition, form and rules, no word of AWS."""

import re

import pytest

from chalicelib.definition import HOME
from tests.application.definitions import ORDINARY

FIVE = {"temporary_identity", "teacher_certificate", "diploma_certificate", "property_certificate"}
FIVE |= {"elderly_allowance"}
CLOUD = re.compile(
    r"\b(aws|arn|lambda|dynamodb|sqs|s3|kms|iam|boto3?|bucket|queue|chalice|state.?machine)\b", re.I
)


@pytest.mark.parametrize("name", sorted(FIVE))
def test_a_small_matter_is_said_in_eighty_lines(name):
    files = [HOME / name / "matter.toml", HOME / name / "rules.py", *(HOME / name).glob("areas/*.toml")]

    lines = [line for file in files if file.exists() for line in file.read_text().splitlines()]

    assert len(lines) <= 80
    assert max(map(len, lines)) <= 400, "nobody hides behind long ones"


@pytest.mark.parametrize("name", sorted(FIVE))
def test_no_word_of_the_cloud_is_in_its_folder(name):
    files = [file for kind in ("*.toml", "*.py", "*.html") for file in (HOME / name).rglob(kind)]

    assert {found.group() for file in files for found in CLOUD.finditer(file.read_text())} == set()


def test_the_five_are_there_and_hold_nothing_but_these_files():
    kept = {path.name for name in FIVE for path in (HOME / name).iterdir() if path.name != "__pycache__"}

    assert set(ORDINARY) >= FIVE
    assert kept <= {"__init__.py", "areas", "examples.toml", "matter.toml", "rules.py"}
