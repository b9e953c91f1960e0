"""A matter with several base paths is told by which of them somebody came in."""

from types import SimpleNamespace
from typing import Any

import pytest

from chalicelib.inbound import Inbound


@pytest.mark.parametrize(
    ("path", "entrance"),
    [("/assistant/", "assistant"), ("/search/editor/try", "search"), ("/", ""), (None, "")],
)
def test_the_first_part_of_the_path_the_public_used(path: str | None, entrance: str) -> None:
    raw: Any = SimpleNamespace(context={"path": path} if path else {})
    inbound = Inbound(raw, {}, lambda: pytest.fail("no world is needed"), SimpleNamespace())  # type: ignore[arg-type]

    assert inbound.entrance == entrance
