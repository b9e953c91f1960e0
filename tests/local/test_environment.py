"""The emulator's own environment is made once, and what is wrong is said in one line."""

from pathlib import Path

import pytest

from local.emulator import environment


def test_it_is_made_once(capsys: pytest.CaptureFixture[str]) -> None:
    python = environment.prepare()
    capsys.readouterr()

    assert environment.prepare() == python
    assert capsys.readouterr().out == ""


def test_what_cannot_be_installed_is_named_in_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wish = tmp_path / "requirements.txt"
    wish.write_text("not a requirement\n")

    with pytest.raises(environment.NotInstalled, match=r"^emulator: cannot make its environment: ERROR: .+$"):
        environment.prepare(tmp_path / "venv", wish)

    assert "installing" in capsys.readouterr().out
    assert not (tmp_path / "venv" / "made-from.txt").exists()
