"""Tokens: whose are accepted, and every way in which one may be false."""

import base64
import hmac
import json
from datetime import timedelta

import pytest
from joserfc import jwt
from joserfc.jwk import ECKey, KeySet

from chalicelib.errors import Unauthenticated
from chalicelib.tokens import LIFETIME, Claims, Expired, Tokens
from tests import fakes

CLAIMS = Claims(sub="citizen-1", sid="session-1", jti="token-1", level=1, roles=["citizen"])


@pytest.fixture
def clock():
    return fakes.Clock()


@pytest.fixture
def tokens(clock):
    return Tokens(fakes.Signer(), "https://tongban.example/identity", "test", clock)


def issue(tokens, **elsewhere):
    """A token as the same signer would issue it under other settings."""
    return Tokens(**{**vars(tokens), **elsewhere}).issue(CLAIMS, tokens.now() + timedelta(hours=12))


def parts(token):
    return [json.loads(base64.urlsafe_b64decode(part + "==")) for part in token.split(".")[:2]]


def base64url(content):
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode()


def joined(header, payload, signature=""):
    return ".".join([*(base64url(json.dumps(part).encode()) for part in (header, payload)), signature])


def test_a_token_says_who_it_was_issued_for(tokens):
    assert tokens.read(issue(tokens)) == CLAIMS


def test_anybody_can_verify_a_token_with_the_published_keys(tokens):
    keys = KeySet.import_key_set(tokens.jwks())

    assert jwt.decode(issue(tokens), keys, algorithms=["ES256"]).claims["sub"] == "citizen-1"


def test_the_published_keys_are_public_only(tokens):
    assert all("d" not in key for key in tokens.jwks()["keys"])


def test_a_token_expires_after_half_an_hour(tokens, clock):
    token = issue(tokens)
    clock.advance(LIFETIME)
    tokens.read(token)

    clock.advance(timedelta(seconds=5))

    with pytest.raises(Expired):
        tokens.read(token)


def test_a_token_does_not_outlive_its_session(tokens, clock):
    token = tokens.issue(CLAIMS, clock() + timedelta(minutes=5))
    clock.advance(timedelta(minutes=5, seconds=5))

    with pytest.raises(Expired):
        tokens.read(token)


@pytest.mark.parametrize(
    "elsewhere",
    [
        {"environment": "prod"},
        {"issuer": "https://evil.example/identity"},
        {"signer": fakes.Signer()},
    ],
    ids=["environment", "issuer", "key"],
)
def test_a_token_of_somewhere_else_is_refused(tokens, elsewhere):
    with pytest.raises(Unauthenticated):
        tokens.read(issue(tokens, **elsewhere))


def test_a_false_token_is_never_called_expired(tokens, clock):
    foreign = issue(tokens, environment="prod")
    clock.advance(timedelta(hours=1))

    with pytest.raises(Unauthenticated) as refused:
        tokens.read(foreign)
    assert not isinstance(refused.value, Expired)


def test_a_token_from_the_future_is_refused(tokens, clock):
    token = issue(tokens, now=lambda: clock() + timedelta(minutes=1))

    with pytest.raises(Unauthenticated):
        tokens.read(token)


@pytest.mark.parametrize("change", [{"sub": "citizen-2"}, {"roles": ["operator"]}, {"exp": 4102444800}])
def test_a_token_that_was_changed_is_refused(tokens, change):
    token = issue(tokens)
    header, payload = parts(token)

    with pytest.raises(Unauthenticated):
        tokens.read(joined(header, payload | change, token.rpartition(".")[2]))


@pytest.mark.parametrize("algorithm", ["none", "None", "HS256", "ES512", ""])
def test_the_token_does_not_choose_its_algorithm(tokens, algorithm):
    header, payload = parts(issue(tokens))

    with pytest.raises(Unauthenticated):
        tokens.read(joined(header | {"alg": algorithm}, payload))


def test_a_public_key_does_not_serve_as_a_shared_secret(tokens):
    header, payload = parts(issue(tokens))
    signed = joined(header | {"alg": "HS256"}, payload).rstrip(".")
    signature = hmac.digest(tokens.signer.public_keys()[0], signed.encode(), "sha256")

    with pytest.raises(Unauthenticated):
        tokens.read(f"{signed}.{base64url(signature)}")


def test_a_key_that_the_token_brings_along_is_not_trusted(tokens):
    own = ECKey.generate_key("P-256")
    _, payload = parts(issue(tokens))
    header = {"alg": "ES256", "jwk": own.as_dict(private=False)}

    with pytest.raises(Unauthenticated):
        tokens.read(jwt.encode(header, payload, own))


@pytest.mark.parametrize("missing", ["iss", "aud", "exp", "iat", "stage", "sub", "sid", "level"])
def test_a_token_that_leaves_something_out_is_refused(tokens, missing):
    header, payload = parts(issue(tokens))
    del payload[missing]
    signed = joined(header, payload).rstrip(".")

    with pytest.raises(Unauthenticated):
        tokens.read(f"{signed}.{base64url(tokens.signer.sign(signed.encode()))}")


@pytest.mark.parametrize("nonsense", ["", "x", "a.b", "a.b.c", "....", "é.é.é", "eyJ" * 5000])
def test_nonsense_is_refused(tokens, nonsense):
    with pytest.raises(Unauthenticated):
        tokens.read(nonsense)


def test_keys_rotate_without_signing_anybody_out(tokens):
    before = issue(tokens)

    tokens.signer.rotate()

    assert tokens.read(before) == CLAIMS
    assert tokens.read(issue(tokens)) == CLAIMS
    assert parts(before)[0]["kid"] != parts(issue(tokens))[0]["kid"]


def test_a_key_that_was_withdrawn_is_no_longer_trusted(tokens):
    before = issue(tokens)
    tokens.signer.rotate()

    tokens.signer.keys.pop()

    with pytest.raises(Unauthenticated):
        tokens.read(before)
