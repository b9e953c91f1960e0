"""X-Road's words: names there and back, and a hash that depends on what belongs to the message and on nothing else."""

import pytest

from chalicelib.xroad import Message, Question, Statement, client_of, matter_of, path_of, service_of

HEADERS = {"X-Road-Client": "AH/GOV/tongban/public-housing", "X-Road-Id": "1", "Accept": "application/json"}
MESSAGE = Message("/r1/AH/GOV/police/registry/person", HEADERS, b"{}")


def test_names_lead_there_and_back():
    assert matter_of(client_of("public-housing")) == "public-housing"
    assert service_of(path_of("police/household")) == "police/household"


@pytest.mark.parametrize("path", ["", "/", "/r1/AH/GOV/police/registry", "/r2/AH/GOV/police/registry/person"])
def test_a_path_that_leads_nowhere_is_no_service(path):
    with pytest.raises(ValueError, match="no such service"):
        service_of(path)


@pytest.mark.parametrize(
    "other",
    [
        Message(MESSAGE.path, HEADERS, b"{ }"),
        Message("/r1/AH/GOV/police/registry/household", HEADERS, b"{}"),
        Message(MESSAGE.path, HEADERS | {"X-Road-Id": "2"}, b"{}"),
        Message(MESSAGE.path, HEADERS | {"X-Road-UserId": "officer-1"}, b"{}"),
    ],
)
def test_whatever_belongs_to_a_message_is_in_its_hash(other):
    assert other.hash != MESSAGE.hash


@pytest.mark.parametrize(
    "headers",
    [
        {name.lower(): value for name, value in HEADERS.items()},
        dict(reversed(HEADERS.items())),
        HEADERS | {"Accept": "*/*", "X-Forwarded-For": "192.0.2.1"},
        HEADERS | {"X-Road-Request-Hash": "of something else"},
    ],
)
def test_what_gateways_do_to_headers_is_not(headers):
    assert Message(MESSAGE.path, headers, b"{}").hash == MESSAGE.hash


QUESTION = Question("police/person", ("1",), ("name",))
SAID = {
    "iss": "AH/GOV/police/registry/person",
    "iat": 1_780_000_000,
    "request_hash": "x",
    "id_numbers": ["1"],
    "fields": ["name"],
    "status": "answered",
    "data": {"name": "李明朗"},
}


def test_a_statement_answers_its_question():
    assert Statement.model_validate(SAID).answers(QUESTION)
    assert Statement.model_validate(SAID | {"status": "unknown_person", "data": {}}).answers(QUESTION)


@pytest.mark.parametrize(
    "wrong",
    [
        {"iss": "AH/GOV/vehicles/registry/person"},
        {"id_numbers": ["2"]},
        {"id_numbers": ["1", "2"]},
        {"fields": ["name", "status"]},
        {"data": {}},
        {"data": {"name": "李明朗", "status": "normal"}},
        {"status": "unknown_person"},
    ],
)
def test_a_statement_about_anything_else_does_not(wrong):
    assert not Statement.model_validate(SAID | wrong).answers(QUESTION)
