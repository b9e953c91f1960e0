"""What is counted leaves with the invocation, and what is raised leaves without personal data."""

import json
import logging

import pytest
from pydantic import BaseModel

from chalicelib import telemetry


def test_what_was_counted_is_sent_when_the_invocation_ends(capsys: pytest.CaptureFixture[str]) -> None:
    telemetry.watch({}, lambda _: telemetry.count("Asked", 2))
    sent = json.loads(capsys.readouterr().out)

    assert (sent["_aws"]["CloudWatchMetrics"][0]["Namespace"], sent["Asked"]) == ("tongban", [2.0])


def test_an_invocation_that_counts_nothing_sends_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    assert telemetry.watch(1, lambda event: event + 1) == 2
    assert capsys.readouterr().out == ""


def test_an_exception_keeps_its_name_and_loses_what_is_personal() -> None:
    with pytest.raises(KeyError) as raised:
        telemetry.watch({}, lambda _: {}["13800138000"])

    assert "13800138000" not in str(raised.value)


def test_a_failed_validation_does_not_quote_what_it_was_given() -> None:
    class Person(BaseModel):
        name: int

    with pytest.raises(Exception, match="details withheld") as raised:
        telemetry.watch({}, lambda _: Person.model_validate({"name": "张三"}))

    assert type(raised.value).__name__ == "ValidationError"


def test_a_handler_is_guarded_once() -> None:
    chatty, handler = logging.Logger("chatty"), logging.StreamHandler()
    chatty.addHandler(handler)
    telemetry.guard(chatty)
    telemetry.guard(chatty)

    assert len(handler.filters) == 1
