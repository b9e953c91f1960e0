"""Each patch names the promise it restores, is tested and documented, and refuses a ministack it does not know."""

import subprocess
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from local.emulator import environment, guard

ROOT = environment.ROOT
FILES = sorted(
    file for file in (ROOT / "local" / "emulator" / "patches").glob("*.py") if file.stem != "__init__"
)
NAMES = [file.stem for file in FILES]


def test_every_patch_is_applied() -> None:
    listed = (ROOT / "local" / "emulator" / "patches" / "__init__.py").read_text().split("PATCHES = (")[1]

    assert sorted(listed.split(")")[0].replace(",", "").split()) == NAMES


@pytest.mark.parametrize("file", FILES, ids=NAMES)
def test_every_patch_names_the_promise_and_where_aws_makes_it(file: Path) -> None:
    docstring = file.read_text().split('"""')[1]

    assert "https://docs.aws.amazon.com/" in docstring


@pytest.mark.parametrize("patch", NAMES)
def test_every_patch_has_a_test_that_fails_without_it(patch: str) -> None:
    tests = "".join(file.read_text() for file in Path(__file__).parent.glob("test_*.py"))

    assert f'restores("{patch}")' in tests


@pytest.mark.parametrize("patch", NAMES)
def test_every_patch_is_documented(patch: str) -> None:
    assert f"`{patch}`" in (ROOT / "docs" / "emulator.md").read_text()


def vanilla() -> str:
    return "vanilla"


def test_a_patch_takes_hold_of_the_code_it_was_written_for() -> None:
    emulator = SimpleNamespace(answer=vanilla)

    guard.wrap(emulator, "answer", guard.fingerprint_of(vanilla), lambda before: f"better than {before()}")

    assert emulator.answer() == "better than vanilla"


@pytest.mark.parametrize("owner", [SimpleNamespace(answer=vanilla), SimpleNamespace()])
def test_a_patch_refuses_code_it_does_not_know(owner: Any) -> None:
    with pytest.raises(guard.Changed, match=r"ministack has changed: .*answer is .*, not 00000000"):
        guard.wrap(owner, "answer", "00000000", vanilla)


def test_the_emulator_says_in_one_line_that_ministack_has_changed(tmp_path: Path) -> None:
    change = "from ministack.services import lambda_svc; lambda_svc._LAMBDA_STATE_TRANSITION_DELAY = 9"
    (tmp_path / "sitecustomize.py").write_text(change)
    python = environment.prepare()

    done = subprocess.run(  # noqa: S603
        [python, "-m", "local.emulator"],
        cwd=ROOT,
        env={"PYTHONPATH": str(tmp_path), "TMPDIR": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.stderr == "emulator: ministack has changed: new functions are pending for another time\n"
