"""Bodies are read within limits, and refused in plain words outside of them."""

import pytest
from pydantic import BaseModel

from chalicelib import bodies


class Wish(BaseModel):
    word: str
    tags: list[str] = []


def test_blank_fields_are_kept() -> None:
    assert bodies.read_form(b"a=&b=1&b=2&c=%E4%BD%A0") == {"a": [""], "b": ["1", "2"], "c": ["你"]}


def test_the_last_of_several_values_counts_unless_the_model_wants_them_all() -> None:
    assert bodies.shape(Wish, {"word": ["a", "b"], "tags": ["c", "d"]}) == {"word": "b", "tags": ["c", "d"]}


def test_a_link_or_a_form_may_carry_what_nobody_asked_for() -> None:
    assert bodies.shape(Wish, {"word": ["a"], "from": ["timeline"]}) == {"word": "a"}


@pytest.mark.parametrize("body", [b"", b"{", b"[1,]", b'{"a": NaN}', b"\xff", b"[" * 60_000, b"9" * 5_000])
def test_what_is_not_json_is_refused(body: bytes) -> None:
    with pytest.raises(bodies.Malformed):
        bodies.read_json(body)


@pytest.mark.parametrize("body", [b"[" * 13 + b"]" * 13, b"[" + b"0," * 2_000 + b"0]"])
def test_json_that_is_absurdly_deep_or_wide_is_refused(body: bytes) -> None:
    with pytest.raises(bodies.Malformed):
        bodies.read_json(body)


@pytest.mark.parametrize("body", [b"a=%FF", b"&".join(b"a%d=1" % n for n in range(300)), b"\xff=1"])
def test_a_broken_or_endless_form_is_refused(body: bytes) -> None:
    with pytest.raises(bodies.Malformed):
        bodies.read_form(body)


def test_a_body_of_more_than_64_kilobytes_is_refused() -> None:
    with pytest.raises(bodies.TooLarge):
        bodies.read_json(b'"' + b"a" * 64 * 1024 + b'"')


@pytest.mark.parametrize("kind", ["text/plain", "multipart/form-data; boundary=x", "application/xml", ""])
def test_other_kinds_of_body_are_refused(kind: str) -> None:
    with pytest.raises(bodies.Unsupported):
        bodies.kind_of(kind)


def test_a_media_type_may_name_its_charset() -> None:
    assert bodies.kind_of("Application/JSON; charset=utf-8") == bodies.JSON_TYPE
