"""What programs are told about a matter's door: valid OpenAPI 3.1, of the very views, and a schema its forms keep to."""

import json

import pytest
from jsonschema import Draft202012Validator
from openapi_spec_validator import OpenAPIV31SpecValidator

from chalicelib import matters
from chalicelib.application import form
from chalicelib.application.doors.description import document
from chalicelib.application.edition import current
from chalicelib.application.form_schema import form_schema
from tests.application.applicant import stranger
from tests.application.definitions import ORDINARY
from tests.application.worked import examples_of

HOUSING = "public-housing"
every_matter = pytest.mark.parametrize("name", ORDINARY)


def described(name):
    return document(matters.load(name).routes, name)


@every_matter
def test_the_document_is_valid(name):
    assert [error.message for error in OpenAPIV31SpecValidator(described(name)).iter_errors()] == []


@every_matter
def test_the_schema_of_the_form_is_valid(name):
    Draft202012Validator.check_schema(form_schema(current(name)))


@every_matter
def test_forms_as_cases_keep_them_keep_to_the_schema(name):
    validator = Draft202012Validator(form_schema(current(name)))
    for example in examples_of(name):
        answers = form.check(current(name, example.area), example.answers, complete=True)

        assert [error.message for error in validator.iter_errors(answers)] == [], example.title


def test_the_schema_wants_what_the_form_wants():
    validator = Draft202012Validator(form_schema(current(HOUSING)))
    whole = {
        "kind": "newcomer",
        "home_now": "x",
        "home_now_is": "own",
        "rooms": "one",
        "graduated": "2024-07-01",
    }

    assert validator.is_valid(whole)
    for name in whole:
        assert not validator.is_valid({key: value for key, value in whole.items() if key != name}), name
    assert not validator.is_valid(whole | {"kind": "migrant"})  # graduated is not asked then
    assert not validator.is_valid(whole | {"strange": 1})
    assert not validator.is_valid(whole | {"rooms": "ten"})


def test_what_departments_say_is_for_reading(world):
    properties = form_schema(current(HOUSING))["properties"]

    assert properties["members"]["readOnly"] is True
    assert properties["members"]["x-provided-by"] == "公安部门"
    assert "marriages" not in properties


def test_a_matter_serves_its_own_document(world):
    reply = stranger(world, HOUSING).fetch("/openapi.json")

    assert reply.headers["content-type"] == "application/json"
    assert reply.json == json.loads(json.dumps(described(HOUSING)))


def test_it_says_how_a_form_is_sent_and_who_may():
    operation = described(HOUSING)["paths"]["/applications/{case_id}/form"]["put"]

    assert operation["requestBody"]["content"]["application/json"]["schema"]["$ref"].endswith("/Form")
    assert operation["security"] == [{"bearer": []}]
    assert "application/problem+json" in operation["responses"]["default"]["content"]
