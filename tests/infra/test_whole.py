"""A folder is there whole or not at all."""

from pathlib import Path

import pytest

from infra.whole import made_whole


def test_nothing_is_left_of_a_folder_that_failed(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError), made_whole(tmp_path / "it") as unfinished:
        (unfinished / "missing" / "half").touch()
    assert list(tmp_path.iterdir()) == []


def test_of_two_who_make_it_at_once_the_first_one_stands(tmp_path: Path) -> None:
    with made_whole(tmp_path / "it") as slow:
        (slow / "second").touch()
        with made_whole(tmp_path / "it") as fast:
            (fast / "first").touch()
    assert [path.name for path in (tmp_path / "it").iterdir()] == ["first"]
    assert [path.name for path in tmp_path.iterdir()] == ["it"]
