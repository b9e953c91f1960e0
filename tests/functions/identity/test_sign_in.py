"""Signing in makes one citizen, one session, and a token that every matter understands."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from chalicelib.errors import Conflict, Invalid
from functions.identity.model import Citizen

MINUTE = timedelta(seconds=61)


def test_who_signs_in_for_the_first_time_becomes_a_citizen(town):
    granted = town.sign_in()

    assert town.world.directory.phone_of(granted.id) == "+8613800138000"
    assert town.caller(granted).id == granted.id
    assert town.caller(granted).level == 1
    assert town.caller(granted).roles == {"citizen"}
    assert [fact.type for fact in town.world.bus.facts][1:] == [
        "identity.citizen_registered",
        "identity.signed_in",
    ]


def test_who_comes_back_is_the_same_citizen(town):
    first = town.sign_in()
    town.world.clock.advance(timedelta(days=1))

    second = town.sign_in()

    assert second.id == first.id
    assert [fact.type for fact in town.world.bus.facts].count("identity.citizen_registered") == 1


def test_every_sign_in_begins_a_session_of_its_own(town):
    first = town.sign_in()
    town.world.clock.advance(MINUTE)

    second = town.sign_in()

    assert town.caller(first).session != town.caller(second).session


def test_a_registration_that_was_cut_short_is_completed(town):
    town.world.directory.put("citizen-7", "+8613800138000")

    granted = town.sign_in()

    assert granted.id == "citizen-7"
    assert town.world.store.get(Citizen, "citizen-7").level == 1


def test_first_sign_ins_at_the_same_moment_make_one_citizen(town):
    challenges = []
    for _ in range(4):
        sent = town.ask()
        challenges.append((sent, town.code()))
        town.world.clock.advance(MINUTE)

    def attempt(pair):
        try:
            return town.give(*pair)
        except (Invalid, Conflict):
            return None

    with ThreadPoolExecutor(4) as crowd:
        granted = [answer for answer in crowd.map(attempt, challenges) if answer]

    assert len({each.id for each in granted}) == 1
    assert [fact.type for fact in town.world.bus.facts].count("identity.citizen_registered") == 1


def test_a_signer_that_fails_does_not_use_up_the_code(town):
    sent, code = town.ask(), town.code()
    key = town.world.signer.keys.pop()

    with pytest.raises(IndexError):
        town.give(sent, code)
    town.world.signer.keys.append(key)

    assert town.give(sent, code).id


@pytest.mark.parametrize("wanted", ["/car-move/requests/abc?x=1", "/M/ABCD", "/"])
def test_one_returns_to_where_one_came_from(town, wanted):
    assert town.sign_in(then=wanted).next == wanted


@pytest.mark.parametrize(
    "wanted",
    [
        "",
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example",
        "\\\\evil.example",
        "/\t/evil.example",
        "/a\nSet-Cookie: x=y",
        "javascript:alert(1)",
        "car-move",
        " /x",
        "/车",
        "/identity/refresh?next=/",
        "/identity/sign-in",
    ],
)
def test_nobody_is_sent_elsewhere_after_signing_in(town, wanted):
    assert town.sign_in(then=wanted).next == "/identity/me"
