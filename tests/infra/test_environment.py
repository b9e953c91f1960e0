"""An environment is a small file whose mistakes are named, and which the machine at hand may override."""

import tomllib

import pytest

from infra import environment
from infra.errors import CannotDeploy


def test_a_variable_overrides_the_file() -> None:
    env = environment.load("dev", {"TONGBAN_PUBLIC_URL": "http://127.0.0.1:9999", "TONGBAN_LOG_DAYS": "1"})
    assert (env.public_url, env.log_days) == ("http://127.0.0.1:9999", 1)


def test_other_variables_do_not() -> None:
    assert environment.load("dev", {"TONGBAN_NAME": "prod", "TONGBAN_ELSE": "x"}).name == "dev"


def test_a_wrong_value_is_named() -> None:
    with pytest.raises(CannotDeploy, match=r"dev\.toml: public_url"):
        environment.load("dev", {"TONGBAN_PUBLIC_URL": "http://127.0.0.1:9999/"})


def test_a_missing_environment_is_named() -> None:
    with pytest.raises(CannotDeploy, match=r"write infra/environments/nowhere\.toml"):
        environment.load("nowhere", {})


def test_the_example_is_complete_and_is_no_environment() -> None:
    written = tomllib.loads((environment.HOME / "example-prod.toml").read_text(encoding="utf-8"))
    assert set(written) == set(environment.Environment.model_fields) - {"name"}
    assert environment.Environment.model_validate(written | {"name": "prod"})
    assert "example-prod" not in environment.names()
