"""With authorisation switched on, a function may do what its role allows and nothing else."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from botocore.exceptions import ClientError

from local.emulator import process
from local.emulator.process import ACCOUNT, REGION
from tests.local.cloud import ASSUME, Cloud, name, served_by
from tests.local.conftest import PATIENCE, PORT

WRITE = """
    import boto3

    def handler(event, context):
        try:
            boto3.client("dynamodb").put_item(TableName=event["table"], Item={"id": {"S": "7"}})
        except Exception as refusal:
            return type(refusal).__name__
        return "written"
"""


NOTHING = {"Effect": "Deny", "Action": "*", "Resource": "*"}


@pytest.fixture(scope="module")
def guarded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cloud]:
    folder = tmp_path_factory.mktemp("guarded")
    emulator = process.start(PORT + 4, folder / "data", log=folder / "log", auth=True)
    yield Cloud(emulator, PATIENCE)
    emulator.kill()


def table(cloud: Cloud) -> str:
    made = cloud.client("dynamodb").create_table(
        TableName=name("table"),
        BillingMode="PAY_PER_REQUEST",
        AttributeDefinitions=[{"AttributeName": "id", "AttributeType": "S"}],
        KeySchema=[{"AttributeName": "id", "KeyType": "HASH"}],
    )
    return str(made["TableDescription"]["TableName"])


def role(cloud: Cloud, *statements: dict[str, Any]) -> str:
    iam, role = cloud.client("iam"), name("role")
    arn = iam.create_role(RoleName=role, AssumeRolePolicyDocument=json.dumps(ASSUME))["Role"]["Arn"]
    policy = json.dumps({"Version": "2012-10-17", "Statement": statements})
    iam.put_role_policy(RoleName=role, PolicyName="only", PolicyDocument=policy)
    return str(arn)


def test_a_function_writes_to_its_own_table_only(guarded: Cloud) -> None:
    own, foreign = table(guarded), table(guarded)
    resource = f"arn:aws:dynamodb:{REGION}:{ACCOUNT}:table/{own}"
    allowed = {"Effect": "Allow", "Action": "dynamodb:PutItem", "Resource": resource}
    function = guarded.function(WRITE, role=role(guarded, allowed), Timeout=20)

    assert guarded.invoke(function, {"table": own}) == "written"
    assert guarded.invoke(function, {"table": foreign}) == "ClientError"


def test_an_unknown_key_is_refused(guarded: Cloud) -> None:
    with pytest.raises(ClientError, match="InvalidClientTokenId"):
        guarded.client("sts", key="AKIAUNKNOWN", secret="guess").get_caller_identity()


def test_the_public_needs_no_signature(guarded: Cloud) -> None:
    function = guarded.function(
        "def handler(event, context): return {'statusCode': 204}", role=role(guarded, NOTHING)
    )
    gateway, domain = guarded.client("apigateway"), f"{name('domain')}.localhost"
    api = guarded.api({"/open": {"get": served_by(function)}})
    gateway.create_domain_name(
        domainName=domain, regionalCertificateArn=f"arn:aws:acm:{REGION}:{ACCOUNT}:certificate/any"
    )
    gateway.create_base_path_mapping(domainName=domain, basePath="car-move", restApiId=api, stage="api")

    assert guarded.ask("/car-move/open", host=domain).status == 204
