"""Files in S3: a form that S3 checks, and links that end."""

import base64
import json
from urllib.parse import parse_qs, urlsplit

import boto3
import pytest
from moto import mock_aws

from chalicelib.ports.files import S3Files

BUCKET, KEY, BACK = "tongban-car-move-test-files-1", "sent/case-1", "https://tongban.example/back"


@pytest.fixture
def files():
    with mock_aws():
        where = {"LocationConstraint": "ap-southeast-1"}
        boto3.client("s3").create_bucket(Bucket=BUCKET, CreateBucketConfiguration=where)
        yield S3Files({"files/car-move": BUCKET}, "car-move")


def test_what_is_written_can_be_read_until_it_is_deleted(files):
    files.write(KEY, b"picture", "image/png")
    assert files.read(KEY, 100) == b"picture"

    files.delete(KEY)
    assert files.read(KEY, 100) is None


def test_no_more_is_read_than_needed_to_see_that_it_is_too_much(files):
    files.write(KEY, b"x" * 100, "image/png")

    assert len(files.read(KEY, 10)) == 11


def test_s3_is_told_what_to_refuse(files):
    form = files.upload(KEY, 5_000_000, 600, BACK)

    policy = json.loads(base64.b64decode(form.fields["policy"]))

    assert ["content-length-range", 1, 5_000_000] in policy["conditions"]
    for exactly in ({"key": KEY}, {"bucket": BUCKET}, {"success_action_redirect": BACK}):
        assert exactly in policy["conditions"]
    assert {"Content-Type": "application/octet-stream"} in policy["conditions"]
    assert form.url == f"https://{BUCKET}.s3.ap-southeast-1.amazonaws.com/"


def test_a_link_ends(files):
    link = parse_qs(urlsplit(files.link(KEY, 60)).query)

    assert link["X-Amz-Expires"] == ["60"]
    assert link["response-cache-control"] == ["no-store"]
