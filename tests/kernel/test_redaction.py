"""Nothing personal and no key gets through to a log."""

import io
import json
import logging

import pytest
from aws_lambda_powertools import Logger

from chalicelib import correlation, telemetry
from chalicelib.redaction import redact

SECRETS = [
    "13800138000",
    "+8613800138000",
    "138 0013 8000",
    "138-0013-8000",
    "%2B8613800138000",
    "+4915112345678",
    "11010519491231002X",
    "440524198001010014",
    "粤B12345",
    "粤B·12345",
    "皖AD12345",
    "京A1234警",
    "eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl",
    "AKIAIOSFODNN7EXAMPLE",
]


def written(record: object, **more: object) -> str:
    stream = io.StringIO()
    logger = Logger(service=f"test-{id(stream)}", stream=stream, json_serializer=telemetry.line)
    logger.info(record, **more)
    return stream.getvalue()


@pytest.mark.parametrize("secret", SECRETS)
def test_wherever_it_stands_in_a_record(secret: str) -> None:
    line = written(
        {"to": secret, secret: 1, "list": [f"call {secret}!"]}, extra={"deep": {"deeper": (secret,)}}
    )

    assert secret not in line


@pytest.mark.parametrize(
    "line",
    [
        "Bearer abcdefgh12345678",
        "auth_token=0123456789abcdef",
        '{"password": "hunter22"}',
        "Signature: abcd1234efgh",
    ],
)
def test_keys_by_their_names(line: str) -> None:
    assert redact(line) != line
    assert not {"abcdefgh12345678", "0123456789abcdef", "hunter22"} & set(
        redact(line).replace('"', " ").split()
    )


@pytest.mark.parametrize(
    "harmless",
    [
        "case 3f2a9c",
        "2026-05-01T09:00:00Z",
        1764000000000,
        42,
        3.14,
        "id-12345678",
        True,
        None,
        "/car-move/requests/7",
    ],
)
def test_what_is_harmless_stays(harmless: object) -> None:
    assert redact(harmless) == harmless


def test_a_number_is_no_hiding_place() -> None:
    assert redact({"phone": 13800138000}) == {"phone": "[phone]"}


def test_a_traceback_tells_where_but_not_whom() -> None:
    try:
        int("no such phone 13800138000")
    except ValueError as error:
        line = written("failed", exc_info=error)

    assert "ValueError" in line
    assert "13800138000" not in line


def test_every_line_carries_the_correlation_id() -> None:
    correlation.begin("corr-7")

    assert json.loads(written("hello"))["correlation_id"] == "corr-7"


def test_other_libraries_are_redacted_too() -> None:
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.addFilter(telemetry.Redacting())
    chatty = logging.Logger("chatty")
    chatty.addHandler(handler)

    try:
        {}["粤B12345"]
    except KeyError:
        chatty.exception("dialling %s", "13800138000")

    assert "KeyError" in stream.getvalue()
    assert not any(secret in stream.getvalue() for secret in ("13800138000", "粤B12345"))
