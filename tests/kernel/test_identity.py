"""Who is asking: by bearer token or session cookie, and what they may do."""

from datetime import timedelta

import pytest

from chalicelib.errors import NotYours, Unauthenticated
from chalicelib.identity import Caller, caller_of, require, require_post
from chalicelib.tokens import Claims

OFFICER = Claims(sub="officer-1", sid="s", jti="t", level=1, roles=["officer"], area="3401")


@pytest.fixture
def token(world):
    return world.tokens.issue(OFFICER, world.now() + timedelta(hours=8))


def test_a_stranger_is_nobody(world):
    assert caller_of(world, {}) is None
    assert caller_of(world, {"Cookie": "elder=1"}) is None
    assert caller_of(world, {"Authorization": "Basic eDp5"}) is None


@pytest.mark.parametrize(
    "header", ["Authorization: Bearer {}", "authorization: bearer {}", "cookie: a=b; tongban_session={}"]
)
def test_a_caller_is_known_by_token_or_cookie(world, token, header):
    name, _, value = header.format(token).partition(": ")

    caller = caller_of(world, {name: value})

    assert caller == Caller(id="officer-1", roles={"officer"}, area="3401", session="s")


def test_a_false_token_does_not_make_a_stranger(world):
    with pytest.raises(Unauthenticated):
        caller_of(world, {"Authorization": "Bearer x.y.z"})


def test_a_bearer_token_counts_before_a_cookie(world, token):
    with pytest.raises(Unauthenticated):
        caller_of(world, {"Authorization": "Bearer x", "Cookie": f"tongban_session={token}"})


def test_a_role_nobody_knows_is_refused(world):
    strange = OFFICER.model_copy(update={"roles": ["emperor"]})
    token = world.tokens.issue(strange, world.now() + timedelta(hours=8))

    with pytest.raises(Unauthenticated):
        caller_of(world, {"Authorization": f"Bearer {token}"})


def test_an_officer_acts_in_the_area_and_in_what_it_contains():
    officer = Caller(id="o", roles={"officer"}, area="3401")

    require(officer, "officer")
    require(officer, "officer", area="3401")
    require(officer, "officer", area="340103")


@pytest.mark.parametrize(
    ("role", "area"), [("officer", "3402"), ("officer", "34"), ("operator", "3401"), ("citizen", None)]
)
def test_an_officer_does_nothing_elsewhere_and_nothing_else(role, area):
    with pytest.raises(NotYours):
        require(Caller(id="o", roles={"officer"}, area="3401"), role, area)


STREET = Caller(id="o", roles={"officer"}, area="340102001", posts={"public-housing:street"})


def test_a_post_is_held_in_the_area_and_in_what_it_contains():
    require_post(STREET, "public-housing", "street", "340102001")
    require_post(STREET, "public-housing", "street", "340102001001")


@pytest.mark.parametrize(
    ("caller", "matter", "role", "area"),
    [
        (STREET, "public-housing", "bureau", "340102001"),
        (STREET, "elderly-allowance", "street", "340102001"),
        (STREET, "public-housing", "street", "340102002"),
        (STREET, "public-housing", "street", "3401"),
        (STREET.model_copy(update={"posts": frozenset()}), "public-housing", "street", "340102001"),
        (
            STREET.model_copy(update={"roles": frozenset({"citizen"})}),
            "public-housing",
            "street",
            "340102001",
        ),
    ],
)
def test_a_post_is_held_nowhere_else_and_is_no_other(caller, matter, role, area):
    with pytest.raises(NotYours):
        require_post(caller, matter, role, area)


def test_a_token_from_before_there_were_posts_still_reads(world):
    old = OFFICER.model_dump(exclude={"posts"})

    assert Caller.from_claims(Claims.model_validate(old)).posts == frozenset()
