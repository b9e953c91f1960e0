"""The data key: made once, kept wrapped, and opened for its owner only."""

import boto3
import pytest
from botocore.exceptions import ClientError

from chalicelib.ports import kms
from chalicelib.ports.kms import DataKey
from chalicelib.store.row import Row, keep_once


@pytest.fixture
def key_id(table):
    kms.client.cache_clear()
    yield boto3.client("kms").create_key()["KeyMetadata"]["KeyId"]
    kms.client.cache_clear()


def test_every_caller_gets_the_same_key(key_id):
    first = DataKey(lambda: key_id, "car-move", keep_once)()

    assert len(first) == 32
    assert DataKey(lambda: key_id, "car-move", keep_once)() == first
    assert first not in bytes(Row.get("vault", "data-key").sealed)


def test_the_key_of_one_owner_does_not_open_for_another(key_id):
    DataKey(lambda: key_id, "car-move", keep_once)()

    with pytest.raises(ClientError):
        DataKey(lambda: key_id, "public-housing", keep_once)()
