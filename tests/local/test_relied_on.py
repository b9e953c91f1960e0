"""What the platform relies on and vanilla already keeps: should ministack lose one of these, we want to know."""

import hashlib
import json

import pytest
from botocore.exceptions import ClientError

from tests.local.cloud import Cloud, name


def test_a_message_that_fails_again_and_again_reaches_the_dead_letters(cloud: Cloud) -> None:
    dead, dead_arn = cloud.queue()
    policy = json.dumps({"deadLetterTargetArn": dead_arn, "maxReceiveCount": 2})
    url, arn = cloud.queue(VisibilityTimeout="1", RedrivePolicy=policy)
    function = cloud.function("def handler(event, context): raise ValueError(event)")
    cloud.client("lambda").create_event_source_mapping(EventSourceArn=arn, FunctionName=function, BatchSize=1)

    cloud.client("sqs").send_message(QueueUrl=url, MessageBody="poison")

    assert cloud.message(dead)["Body"] == "poison"


def test_only_the_reported_messages_of_a_batch_come_back(cloud: Cloud) -> None:
    dead, dead_arn = cloud.queue()
    policy = json.dumps({"deadLetterTargetArn": dead_arn, "maxReceiveCount": 1})
    url, arn = cloud.queue(VisibilityTimeout="1", RedrivePolicy=policy)
    for body in ("good", "bad", "fine"):
        cloud.client("sqs").send_message(QueueUrl=url, MessageBody=body)
    function = cloud.function("""
        def handler(event, context):
            bad = [r["messageId"] for r in event["Records"] if r["body"] == "bad"]
            return {"batchItemFailures": [{"itemIdentifier": one} for one in bad]}
    """)
    cloud.client("lambda").create_event_source_mapping(
        EventSourceArn=arn,
        FunctionName=function,
        BatchSize=10,
        FunctionResponseTypes=["ReportBatchItemFailures"],
    )

    assert cloud.message(dead)["Body"] == "bad"
    attributes = ["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"]
    for queue in (url, dead):
        left = cloud.client("sqs").get_queue_attributes(QueueUrl=queue, AttributeNames=attributes)[
            "Attributes"
        ]
        assert set(left.values()) == {"0"}


def test_personal_data_is_sealed_for_its_context_only(cloud: Cloud) -> None:
    kms = cloud.client("kms")
    key = kms.create_key()["KeyMetadata"]["KeyId"]

    made = kms.generate_data_key(KeyId=key, KeySpec="AES_256", EncryptionContext={"case": "7"})

    sealed = made["CiphertextBlob"]
    assert (
        kms.decrypt(CiphertextBlob=sealed, EncryptionContext={"case": "7"})["Plaintext"] == made["Plaintext"]
    )
    with pytest.raises(ClientError, match="InvalidCiphertext"):
        kms.decrypt(CiphertextBlob=sealed, EncryptionContext={"case": "8"})


def test_tokens_are_signed_with_a_p256_key(cloud: Cloud) -> None:
    kms = cloud.client("kms")
    key = kms.create_key(KeySpec="ECC_NIST_P256", KeyUsage="SIGN_VERIFY")["KeyMetadata"]["KeyId"]
    digest = {"Message": hashlib.sha256(b"token").digest(), "MessageType": "DIGEST"}

    signature = kms.sign(KeyId=key, SigningAlgorithm="ECDSA_SHA_256", **digest)["Signature"]

    raw = {"Message": b"token", "MessageType": "RAW", "Signature": signature}
    assert kms.verify(KeyId=key, SigningAlgorithm="ECDSA_SHA_256", **raw)["SignatureValid"]


def test_look_ups_by_phone_use_a_keyed_hash(cloud: Cloud) -> None:
    kms = cloud.client("kms")
    key = kms.create_key(KeySpec="HMAC_256", KeyUsage="GENERATE_VERIFY_MAC")["KeyMetadata"]["KeyId"]

    def mac(message: bytes) -> bytes:
        return bytes(kms.generate_mac(KeyId=key, Message=message, MacAlgorithm="HMAC_SHA_256")["Mac"])

    assert mac(b"one") == mac(b"one") != mac(b"other")


def test_secrets_are_read_by_path_and_only_opened_on_demand(cloud: Cloud) -> None:
    ssm, path = cloud.client("ssm"), f"/{name('secrets')}"
    ssm.put_parameter(Name=f"{path}/carrier/token", Value="secret", Type="SecureString")
    ssm.put_parameter(Name=f"{path}/public-url", Value="http://127.0.0.1", Type="String")

    def read(opened: bool) -> dict[str, str]:
        found = ssm.get_parameters_by_path(Path=path, Recursive=True, WithDecryption=opened)["Parameters"]
        return {parameter["Name"].removeprefix(path): parameter["Value"] for parameter in found}

    assert read(opened=True) == {"/carrier/token": "secret", "/public-url": "http://127.0.0.1"}
    assert read(opened=False)["/carrier/token"] != "secret"


def test_a_rule_for_every_minute_fires(patched: Cloud, clock: str) -> None:
    event = json.loads(patched.message(clock)["Body"])

    assert event["detail-type"] == "Scheduled Event"
