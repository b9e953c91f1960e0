"""HTML is for those who ask for it by name."""

import pytest

from chalicelib.negotiation import prefers_html

CHROME = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8"


@pytest.mark.parametrize("accept", [CHROME, "text/html", "text/html, application/json", "TEXT/HTML;q=0.5"])
def test_html_by_name(accept: str) -> None:
    assert prefers_html(accept)


@pytest.mark.parametrize(
    "accept",
    ["", "*/*", "application/json", "text/html;q=0.5, application/json", "text/html;q=0", "text/html;q=x"],
)
def test_json_otherwise(accept: str) -> None:
    assert not prefers_html(accept)
