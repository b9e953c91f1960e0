"""Who may speak at all: recognised, about this very message, just now, and once."""

from dataclasses import replace
from datetime import timedelta

import pytest

from chalicelib.xroad import Message
from tests.functions.data_sharing.conftest import CASE, HOUSING, LI, PURPOSE, refused

UNKNOWN = (401, "Client.AuthenticationFailed")


def test_an_answer_names_the_request_and_repeats_its_ids(agreed):
    message = agreed.question("police/household", LI, fields=["members"])

    reply = agreed.send(message)

    assert reply.status == 200
    assert reply.headers["x-road-request-hash"] == message.hash
    assert reply.headers["x-road-id"] == message.headers["X-Road-Id"]
    assert reply.json["signed"] == "signed.police/household.1"


def test_the_registry_hears_who_asks_for_whom_and_in_which_case(agreed):
    agreed.household(by="officer-7")

    [(question, headers)] = agreed.world.registries.asked
    assert question.id_numbers == (LI,)
    assert headers["x-road-client"] == "AH/GOV/tongban/public-housing"
    assert headers["x-road-userid"] == "officer-7"
    assert headers["x-road-issue"] == CASE
    assert headers["x-road-represented-party"] == "CITIZEN/citizen-1"


def test_words_that_were_used_before_are_refused(agreed):
    message = agreed.question("police/household", LI, fields=["members"])
    agreed.world.peers.matter = HOUSING
    token = agreed.world.peers.introduce("data-sharing", message.hash)

    assert agreed.send(message, token).status == 200
    assert refused(agreed.send(message, token)) == UNKNOWN


@pytest.mark.parametrize(("late", "status"), [(timedelta(seconds=60), 200), (timedelta(seconds=61), 401)])
def test_words_hold_for_a_minute(agreed, late, status):
    message = agreed.question("police/household", LI, fields=["members"])
    agreed.world.peers.matter = HOUSING
    token = agreed.world.peers.introduce("data-sharing", message.hash)
    agreed.world.clock.advance(late)

    assert agreed.send(message, token).status == status


def test_words_about_one_message_do_not_introduce_another(agreed):
    message = agreed.question("police/household", LI, fields=["members"])
    agreed.world.peers.matter = HOUSING
    token = agreed.world.peers.introduce("data-sharing", message.hash)

    assert refused(agreed.send(replace(message, body=message.body + b" "), token)) == UNKNOWN


def test_another_matters_words_are_refused(agreed):
    message = agreed.question("police/household", LI, fields=["members"])
    agreed.world.peers.matter = "car-move"
    token = agreed.world.peers.introduce("data-sharing", message.hash)

    assert refused(agreed.send(message, token)) == UNKNOWN


@pytest.mark.parametrize("client", ["", "public-housing", "AH/GOV/police/public-housing", "AH/GOV/tongban/"])
def test_who_is_none_of_ours_is_refused(agreed, client):
    message = agreed.question("police/household", LI, fields=["members"])
    stranger = Message(message.path, {**message.headers, "X-Road-Client": client}, message.body)

    assert refused(agreed.send(stranger)) == UNKNOWN


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        b"\xff",
        b'{"id_numbers": [], "fields": ["members"], "purpose": "x"}',
        b'{"id_numbers": ["340102199003070003"], "fields": ["members"], "purpose": "x"}',
        b'{"id_numbers": ["340102199003070002"], "fields": []}',
    ],
)
def test_what_cannot_be_read_is_refused_in_x_roads_words(agreed, body):
    message = agreed.question("police/household", LI, fields=["members"])

    assert refused(agreed.send(replace(message, body=body))) == (400, "Client.BadRequest")


def test_one_registry_down_says_so_of_itself_alone(agreed):
    agreed.world.registries.down = {"police/household"}

    assert refused(agreed.household()) == (503, "Server.ServerProxy.ServiceFailed")
    assert agreed.homes(LI).status == 200


def test_an_error_names_nobody(agreed):
    agreed.world.registries.down = {"police/household"}

    assert LI not in agreed.household().text
    assert LI not in agreed.ask("police/household", LI, fields=["x"], purpose=PURPOSE).text


def test_a_failure_of_ours_is_told_in_x_roads_shape_and_tells_nothing(agreed):
    def put(question, headers):
        raise RuntimeError(f"no answer about {question.id_numbers} to {headers}")

    agreed.world.registries.put = put

    reply = agreed.household()

    assert refused(reply) == (500, "Server.ServerProxy.InternalError")
    assert LI not in reply.text
