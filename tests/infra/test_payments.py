"""What an operator hands over once: the merchant's secrets, and the token that billers know us by."""

import json

import boto3
import pytest
from moto import mock_aws

from infra import payments
from infra.environment import load

MERCHANT = {
    "mchid": "1900000001",
    "appid": "wx1",
    "serial": "AB",
    "private_key": "-----BEGIN PRIVATE KEY-----\nx\n-----END PRIVATE KEY-----",
    "apiv3_key": "a" * 32,
}


@pytest.fixture
def ssm(monkeypatch):
    monkeypatch.setenv("AWS_ENDPOINT_URL", "")
    with mock_aws():
        kms = boto3.client("kms", "ap-southeast-1")
        key = kms.create_key()["KeyMetadata"]["KeyId"]
        kms.create_alias(AliasName="alias/tongban-dev-data", TargetKeyId=key)
        yield boto3.client("ssm", "ap-southeast-1")


def test_a_merchant_is_kept_as_secrets(ssm):
    payments.merchant(load("dev", {}), "https://api.mch.weixin.qq.com", json.dumps(MERCHANT))

    kept = ssm.get_parameters_by_path(Path="/tongban/dev/payments", Recursive=True)["Parameters"]

    assert {it["Name"].rpartition("/")[2] for it in kept} == {
        "url",
        "mchid",
        "appid",
        "serial",
        "private-key",
        "apiv3-key",
    }
    assert {it["Type"] for it in kept} == {"SecureString"}


@pytest.mark.parametrize(
    ("url", "given"),
    [
        ("https://api.mch.weixin.qq.com", "no json"),
        ("https://api.mch.weixin.qq.com", "{}"),
        ("https://api.mch.weixin.qq.com", json.dumps(MERCHANT | {"apiv3_key": "short"})),
        ("ftp://somewhere", json.dumps(MERCHANT)),
        ("http://somewhere.example", json.dumps(MERCHANT)),
    ],
)
def test_what_cannot_be_right_is_not_kept(ssm, url, given):
    with pytest.raises(payments.CannotDeploy):
        payments.merchant(load("dev", {}), url, given)

    assert ssm.get_parameters_by_path(Path="/tongban/dev/payments", Recursive=True)["Parameters"] == []
