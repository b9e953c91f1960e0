"""With authorisation switched on, parameters are read by the paths that a role may read."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from local.emulator import process
from local.emulator.process import ACCOUNT, REGION
from tests.local.cloud import Cloud
from tests.local.conftest import PATIENCE, PORT
from tests.local.test_authorisation import role

READ = """
    import boto3

    def handler(event, context):
        try:
            found = boto3.client("ssm").get_parameters_by_path(Path=event["path"], Recursive=True)
        except Exception as refusal:
            return type(refusal).__name__
        return [parameter["Value"] for parameter in found["Parameters"]]
"""


@pytest.fixture
def own(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Cloud]:
    without = [request.param] if request.param else []
    emulator = process.start(PORT + 5, tmp_path / "data", log=tmp_path / "log", auth=True, without=without)
    yield Cloud(emulator, PATIENCE)
    emulator.kill()


@pytest.mark.restores("parameter_paths")
def test_a_function_reads_its_own_environments_parameters_only(own: Cloud) -> None:
    for environment in ("dev", "prod"):
        own.client("ssm").put_parameter(Name=f"/tongban/{environment}/x", Value=environment, Type="String")
    resource = f"arn:aws:ssm:{REGION}:{ACCOUNT}:parameter/tongban/dev/*"
    allowed = {"Effect": "Allow", "Action": "ssm:GetParametersByPath", "Resource": resource}
    function = own.function(READ, role=role(own, allowed), Timeout=20)

    assert own.invoke(function, {"path": "/tongban/dev/"}) == ["dev"]
    assert own.invoke(function, {"path": "/tongban/prod/"}) != ["prod"]
