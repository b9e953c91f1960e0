"""An operator writes down where a registry is and whom it signs as; what cannot be right is not written."""

import io
import json
from collections.abc import Callable

import boto3
import pytest
from moto import mock_aws

from infra import registries

KEYS = {"keys": [{"kty": "EC", "crv": "P-256", "x": "abc", "y": "def", "kid": "1"}]}
Given = Callable[[object], None]


@pytest.fixture
def given(monkeypatch: pytest.MonkeyPatch) -> Given:
    """What is piped in."""

    def pipe(content: object) -> None:
        text = content if isinstance(content, str) else json.dumps(content)
        monkeypatch.setattr("sys.stdin", io.StringIO(text))

    with mock_aws():
        yield pipe


def parameters() -> dict[str, str]:
    found = boto3.client("ssm", region_name="ap-southeast-1").get_parameters_by_path(
        Path="/tongban/dev/registry", Recursive=True
    )
    return {it["Name"].removeprefix("/tongban/dev/"): it["Value"] for it in found["Parameters"]}


def test_an_address_and_its_keys_are_kept(given: Given) -> None:
    given(KEYS)

    assert registries.main(["set", "dev", "police", "https://police.example.gov"]) == 0

    assert parameters()["registry/police/url"] == "https://police.example.gov"
    assert json.loads(parameters()["registry/police/keys"]) == KEYS


def test_many_at_once(given: Given) -> None:
    given({name: {"url": f"https://{name}.example.gov", "keys": KEYS} for name in ("police", "vehicles")})

    assert registries.main(["load", "dev"]) == 0
    assert len(parameters()) == 4


@pytest.mark.parametrize(
    ("url", "keys", "complaint"),
    [
        ("police.example.gov", KEYS, "an address like"),
        ("http://police.example.gov", KEYS, "over https only"),
        ("https://police.example.gov", {}, "not a JWK Set"),
        ("https://police.example.gov", {"keys": [KEYS["keys"][0] | {"d": "secret"}]}, "a private key"),
        ("https://police.example.gov", "no json", "not JSON"),
    ],
)
def test_what_cannot_be_right_is_not_written(
    given: Given, capsys: pytest.CaptureFixture[str], url: str, keys: object, complaint: str
) -> None:
    given(keys)

    assert registries.main(["set", "dev", "police", url]) == 1

    assert complaint in capsys.readouterr().err
    assert parameters() == {}


def test_anything_else_shows_how(given: Given, capsys: pytest.CaptureFixture[str]) -> None:
    given("")

    assert registries.main([]) == 2
    assert "infra.registries set prod police" in capsys.readouterr().err
