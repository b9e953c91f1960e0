"""The shelf: what one matter publishes, every other reads."""

import boto3
import pytest
from moto import mock_aws

from chalicelib.ports.shelf import S3Shelf

BUCKET, KEY = "tongban-test-shelf-1", "catalogue/releases/000001.jsonl.gz"


@pytest.fixture
def shelf():
    with mock_aws():
        where = {"LocationConstraint": "ap-southeast-1"}
        boto3.client("s3").create_bucket(Bucket=BUCKET, CreateBucketConfiguration=where)
        yield S3Shelf({"shelf": BUCKET})


def test_what_is_written_is_read_by_anybody(shelf):
    shelf.write(KEY, b"published")

    assert shelf.read(KEY) == b"published"


def test_the_same_again_is_harmless_and_the_latest_counts(shelf):
    shelf.write(KEY, b"published")
    shelf.write(KEY, b"published")
    shelf.write(KEY, b"corrected")

    assert shelf.read(KEY) == b"corrected"


def test_what_was_never_published_is_not_there(shelf):
    assert shelf.read("search/index/000001") is None
