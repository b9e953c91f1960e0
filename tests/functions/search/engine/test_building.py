"""One file: the same for the same entries, opened whole or not at all."""

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from functions.search.engine import BadIndex, Entry, Index, Twice, build
from functions.search.engine.container import FORMAT, PREFIX, pack, unpack

from .conftest import CATALOGUE


def test_the_same_entries_in_any_order_give_the_same_bytes(packed):
    again = build(reversed(CATALOGUE), "000042", best_bets={"打卡": ["tree", "gone"]})

    assert again == packed


def test_an_index_knows_its_release_and_its_size(index):
    assert (index.release, index.size) == ("000042", len(CATALOGUE))


def test_an_id_that_is_there_twice_is_refused():
    with pytest.raises(Twice, match="matter tree is there twice"):
        build([*CATALOGUE, dataclasses.replace(CATALOGUE[7], title="另一棵树")], "1")


def test_an_empty_catalogue_finds_nothing():
    found = Index.load(build([], "0")).search("身份证")

    assert (found.hits, found.answered, found.confidence) == ([], False, 0.0)


@given(st.dictionaries(st.text("abc."), st.binary()), st.dictionaries(st.text(), st.integers()))
def test_what_is_packed_is_unpacked(sections, about):
    assert unpack(pack(about, sections)) == (about, sections)


@given(st.data())
def test_any_changed_byte_is_noticed(packed, data):
    place = data.draw(st.integers(0, len(packed) - 1))
    changed = bytearray(packed)
    changed[place] ^= data.draw(st.integers(1, 255))

    with pytest.raises(BadIndex):
        Index.load(bytes(changed))


@given(st.data())
def test_a_torn_file_is_refused(packed, data):
    with pytest.raises(BadIndex):
        Index.load(packed[: data.draw(st.integers(0, len(packed) - 1))])


def test_a_file_of_another_format_says_so(packed):
    magic, _, digest, size = PREFIX.unpack_from(packed)
    later = PREFIX.pack(magic, FORMAT + 1, digest, size) + packed[PREFIX.size :]

    with pytest.raises(BadIndex, match=f"of format {FORMAT + 1}"):
        Index.load(later)


def test_a_container_of_something_else_is_refused():
    with pytest.raises(BadIndex, match="without what it needs"):
        Index.load(pack({"release": "1"}, {}))


def test_a_line_of_a_release_becomes_an_entry():
    line = {
        "kind": "scenario",
        "id": "new-baby",
        "title": "新生儿出生一件事",
        "steps": [{"title": "上户口", "matters": ["newborn-household"], "after": []}],
        "colour": "red",
    }

    assert Entry.of(line) == Entry(
        "scenario", "new-baby", "新生儿出生一件事", matters=("newborn-household",), areas=("34",)
    )


def test_a_question_shows_its_answer():
    assert Entry.of({"kind": "question", "id": "q", "title": "？", "answer": "不收费"}).summary == "不收费"
