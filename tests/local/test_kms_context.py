"""With authorisation switched on, a role encrypts and decrypts under the contexts that its policy names."""

import base64
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from chalicelib.definition import Definition, Uses
from infra.policies import policy
from local.emulator import process
from tests.infra.test_policies import LEAST
from tests.local.cloud import Cloud
from tests.local.conftest import PATIENCE, PORT
from tests.local.test_authorisation import role

SPEAK = """
    import base64, boto3

    def handler(event, context):
        kms = boto3.client("kms")
        try:
            sealed = kms.encrypt(KeyId=event["key"], Plaintext=b"words", EncryptionContext=event["context"])
        except Exception as refusal:
            return type(refusal).__name__
        return base64.b64encode(sealed["CiphertextBlob"]).decode()
"""
HEAR = """
    import base64, boto3

    def handler(event, context):
        sealed = base64.b64decode(event["sealed"])
        try:
            opened = boto3.client("kms").decrypt(
                CiphertextBlob=sealed, KeyId=event["key"], EncryptionContext=event["context"]
            )
        except Exception as refusal:
            return type(refusal).__name__
        return opened["Plaintext"].decode()
"""

OPEN = """
    import base64, boto3

    def handler(event, context):
        sealed = base64.b64decode(event["sealed"])
        try:
            opened = boto3.client("kms").decrypt(
                CiphertextBlob=sealed, KeyId=event["key"], EncryptionContext=event["context"]
            )
        except Exception as refusal:
            return type(refusal).__name__
        return len(opened["Plaintext"])
"""


@pytest.fixture
def own(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Cloud]:
    without = [request.param] if request.param else []
    emulator = process.start(PORT + 5, tmp_path / "data", log=tmp_path / "log", auth=True, without=without)
    yield Cloud(emulator, PATIENCE)
    emulator.kill()


def granted(cloud: Cloud, slug: str, **uses: Any) -> str:
    """The role of a matter, with the policy that it would be deployed with."""
    definition: Definition = LEAST.model_copy(update={"uses": Uses(**uses)})
    wanted = {"SpeakToDataSharing", "HearMatters", "DataKey"}
    statements = policy(slug, "dev", definition)["Statement"]
    return role(cloud, *(it for it in statements if it["Sid"] in wanted))


def key(cloud: Cloud, purpose: str) -> str:
    tags = {"tongban:environment": "dev", "tongban:purpose": purpose}
    made = cloud.client("kms").create_key(Tags=[{"TagKey": n, "TagValue": v} for n, v in tags.items()])
    return str(made["KeyMetadata"]["KeyId"])


@pytest.mark.restores("kms_context")
def test_a_matter_speaks_in_its_own_name_and_data_sharing_alone_hears_it(own: Cloud) -> None:
    peers = key(own, "peers")
    housing = own.function(SPEAK, role=granted(own, "public-housing", registries=True), Timeout=20)
    said = {"from": "public-housing", "to": "data-sharing"}

    sealed = own.invoke(housing, {"key": peers, "context": said})
    posing = own.invoke(housing, {"key": peers, "context": said | {"from": "identity"}})
    astray = own.invoke(housing, {"key": peers, "context": said | {"to": "identity"}})
    unnamed = own.invoke(housing, {"key": peers, "context": {}})

    assert {posing, astray, unnamed} == {"ClientError"}
    sharing = own.function(HEAR, role=granted(own, "data-sharing", serves_registries=True), Timeout=20)
    other = own.function(HEAR, role=granted(own, "identity", registries=True), Timeout=20)
    heard = {"key": peers, "sealed": sealed, "context": said}
    assert own.invoke(sharing, heard) == "words"
    assert own.invoke(other, heard) == "ClientError"


@pytest.mark.restores("kms_context")
def test_a_matter_does_not_open_what_was_sealed_for_another(own: Cloud) -> None:
    data = key(own, "data")
    kms = own.client("kms")
    sealed = {
        owner: kms.generate_data_key_without_plaintext(
            KeyId=data, KeySpec="AES_256", EncryptionContext={"owner": owner}
        )["CiphertextBlob"]
        for owner in ("public-housing", "identity")
    }
    housing = own.function(OPEN, role=granted(own, "public-housing"), Timeout=20)

    assert own.invoke(housing, opening(data, sealed, "public-housing")) == 32
    assert own.invoke(housing, opening(data, sealed, "identity")) == "ClientError"


def opening(key_id: str, sealed: dict[str, bytes], owner: str) -> dict[str, Any]:
    blob = base64.b64encode(sealed[owner]).decode()
    return {"key": key_id, "sealed": blob, "context": {"owner": owner}}
