"""A definition that leads nowhere is told so: every fault at once, each with its line."""

import re
from pathlib import Path

import pytest

from chalicelib import matters
from chalicelib.definition import HOME
from chalicelib.definition.lint import lint

HOUSING = HOME / "public_housing"


@pytest.fixture
def folder(tmp_path):
    """A copy of public housing's definition, whose rules.py is the real one."""
    copy = tmp_path / "public_housing"
    (copy / "areas").mkdir(parents=True)
    for path in [HOUSING / "matter.toml", HOUSING / "rules.py", *HOUSING.glob("areas/*.toml")]:
        (copy / path.relative_to(HOUSING)).write_bytes(path.read_bytes())
    return copy


def change(folder: Path, *changes: tuple[str, str], file: str = "matter.toml") -> list[str]:
    """Replace each text once, and hear what is said of it, with the line's own text instead of its number."""
    path = folder / file
    text = path.read_text()
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    path.write_text(text)
    return [said(folder, complaint) for complaint in lint(folder)]


def said(folder, complaint):
    line = (folder / complaint.file).read_text().splitlines()[complaint.line - 1]
    return f"{line.strip()} | {complaint.says}"


@pytest.mark.parametrize("name", matters.names())
def test_every_matter_of_the_province_is_clean(name):
    assert [str(it) for it in lint(HOME / name) if not it.is_warning] == []


FAULTS = {
    "a rule about nothing": ('fact = "income_per_person"', 'fact = "wealth"', "no field wealth"),
    "an unknown threshold": ('than = "income_limit"', 'than = "line"', "no parameter line"),
    "a test that cannot be said of it": (
        'fact = "income_per_person"\ntest = "at_most"\nthan = "income_limit"',
        'fact = "income_per_person"\ntest = "is_yes"',
        "is_yes cannot be said of income_per_person, a money",
    ),
    "a condition on nothing": (
        'when = "kind=newcomer"',
        'when = "sort=new"',
        "sort=new: sort is not an earlier yes_no or choice field",
    ),
    "a condition that never holds": (
        'when = "kind=newcomer"',
        'when = "kind=king"',
        "kind=king: kind is never king",
    ),
    "an input from nowhere": (
        'inputs = ["incomes", "members"]',
        'inputs = ["incomes", "people"]',
        "income_per_person: no earlier field people",
    ),
    "a function of other inputs": (
        'inputs = ["homes", "members"]',
        'inputs = ["members", "homes"]',
        "rules.py computes area_per_person from homes, members",
    ),
    "a step that approves nothing": (
        'level = 9\ndays = 2',
        'level = 9\npowers = ["refuse"]\ndays = 2',
        "no case ever gets past street: it cannot approve",
    ),
    "steps that take too long": ("days = 2", "days = 4", "the steps take 8 days, 7 are promised"),
    "a promise longer than the law's": ("statutory = 20", "statutory = 5", "7 days are promised, the law gives 5"),
    "objections that nobody decides": ('decided_by = "bureau"', 'decided_by = "king"', "no step king"),
    "a threshold that begins too late": (
        'since = 2026-01-01, value = 350000',
        'since = 2026-02-01, value = 350000',
        "income_limit: nothing holds between 2026-01-01, when the matter begins, and 2026-02-01",
    ),
    "a registry that nobody needs": (
        'inputs = ["members", "marriages"]',
        'inputs = ["members"]',
        "nothing uses marriages: civil_affairs/marriage must not be asked for it",
    ),
    "a code of another base": (
        'catalog_code = "340517003001"',
        'catalog_code = "340517003002"',
        "its base code is 340517003001, catalog_code says 340517003002",
    ),
    "a key that nobody knows": ("agents = true", "agent = true", "agent: Extra inputs are not permitted"),
    "a line that is no TOML": ("agents = true", "agents = maybe", "Invalid value"),
}  # fmt: skip


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_found_on_its_line(folder, fault):
    old, new, says = FAULTS[fault]

    told = change(folder, (old, new))

    assert [it for it in told if says in it], told
    assert all(re.match(r"\S", it) for it in told)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('fact = "income_per_person"', 'fact = "wealth"', 'fact = "wealth" | no field wealth'),
        ('level = 12', 'level = 12\npowers = []', "powers = [] | no case ever gets past community: it cannot approve"),
        ('shows = ["kind", "household_size"]', 'shows = ["kind", "king"]', 'shows = ["kind", "king"] | no field king'),
        ('    { value = "migrant", label = "外来务工人员" },', '    { value = "Migrant", label = "外来务工人员" },',
         '{ value = "Migrant", label = "外来务工人员" }, | fields.0.options.2.value: String should match pattern'),
        ("agents = true", "agent = true", "agent = true | agent: Extra inputs are not permitted"),
    ],
)  # fmt: skip
def test_its_line_is_the_very_one(folder, old, new, told):
    assert [it for it in change(folder, (old, new)) if it.startswith(told)]


def test_all_faults_are_told_at_once(folder):
    told = change(
        folder,
        ('fact = "income_per_person"', 'fact = "wealth"'),
        ('decided_by = "bureau"', 'decided_by = "x"'),
    )

    assert {"no field wealth", "no step x"} <= {it.split(" | ")[1] for it in told}


AREAS = {
    "more time than promised": ('hotline = "0551-12345"', "promised = 9", "never slower"),
    "a fixed threshold": ("[parameters]", "[parameters]\nlargest_household = []", "the same everywhere"),
    "a threshold nobody knows": ("[parameters]", "[parameters]\nluck = []", "no parameter luck"),
    "less time for the public": ('hotline = "0551-12345"', "notice_days = 3", "at least 5 days"),
    "another area than its name": ('area = "3401"', 'area = "3402"', "the file of 3402 is called 3401"),
    "an area that is not open": ('area = "3401"', 'area = "3403"', "not among the areas"),
    "a text for money": ("value = 382500", 'value = "viel"', "income_limit is a money"),
    "what it may not say": ('hotline = "0551-12345"', 'title = "x"', "Extra inputs are not permitted"),
}


@pytest.mark.parametrize("fault", AREAS)
def test_an_area_changes_only_what_is_left_open(folder, fault):
    old, new, says = AREAS[fault]

    told = change(folder, (old, new), file="areas/3401.toml")

    assert [it for it in told if says in it], told


def test_a_credit_code_that_does_not_hold_is_only_warned_of(folder):
    change(folder, ("11340100002980006R3", "11340100002980006T3"))

    assert [it.is_warning for it in lint(folder)] == [True]
