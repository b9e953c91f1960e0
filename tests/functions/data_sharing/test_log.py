"""The log of who looked at what: everybody's own chain, in which nothing can be changed, removed or slipped in."""

from concurrent.futures import ThreadPoolExecutor
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib import matters
from chalicelib.events import Fact
from functions.data_sharing.__main__ import main
from functions.data_sharing.model import Entry, Head, chain_of
from functions.data_sharing.rules import chain as rules
from functions.data_sharing.use_cases.logging import About, Look, note
from functions.data_sharing.use_cases.verifying import verify
from tests.functions.data_sharing.conftest import CHILD, LI, WANG, chain

AT = "2026-05-01T09:00:00Z"


def entries(matter, number):
    return matter.world.store.parts(Entry, chain(matter, number))


def test_a_question_stands_in_the_log_of_everybody_it_is_about(agreed):
    agreed.household()
    agreed.homes(LI, WANG, CHILD, by="officer-7")

    mine, hers = entries(agreed, LI), entries(agreed, WANG)
    assert [entry.service for entry in mine] == ["police/household", "real_estate/homes"]
    assert [entry.service for entry in hers] == ["real_estate/homes"]
    assert (hers[0].by, hers[0].matter, hers[0].case_id) == ("officer-7", "public-housing", "case-1")


def test_the_ground_is_consent_for_whoever_consented_and_the_household_for_the_others(agreed):
    agreed.household()
    agreed.homes(LI, WANG)

    assert entries(agreed, LI)[-1].ground == "consent"
    assert entries(agreed, WANG)[-1].ground == "household"
    assert "以家庭为单位" in entries(agreed, WANG)[-1].basis


def test_an_answer_that_is_still_fresh_was_looked_at_all_the_same(agreed):
    agreed.household()
    agreed.household()

    assert len(agreed.world.registries.asked) == 1
    assert len(entries(agreed, LI)) == 2


def test_what_was_not_answered_was_not_looked_at(agreed):
    agreed.world.registries.down = {"police/household"}
    agreed.household()

    assert entries(agreed, LI) == []


def test_the_fact_carries_the_new_ends_of_the_chains(agreed):
    agreed.household()

    [fact] = [fact for fact in agreed.world.bus.facts if fact.type == "data_sharing.asked"]
    assert fact.data["hashes"] == [entries(agreed, LI)[-1].hash]
    assert LI not in str(fact)


def test_no_number_lies_open_anywhere(agreed):
    agreed.household()

    assert LI not in str([entry.model_dump() for entry in entries(agreed, LI)])


def test_many_at_once_make_one_chain(agreed):
    look = Look(agreed.world.now(), "public-housing", "case-1", "citizen-1", "目的")
    about = [About("a" * 40, "consent", "依据"), About("b" * 40, "household", "依据")]

    with ThreadPoolExecutor(8) as crowd:
        list(crowd.map(lambda _: note(agreed.world, look, about, lambda _: None), range(24)))

    for subject in ("a" * 40, "b" * 40):
        kept = agreed.world.store.parts(Entry, chain_of(subject))
        assert len(kept) == 24
        assert rules.breaks(kept, agreed.world.store.get(Head, chain_of(subject))) == []


def test_an_officer_who_looks_at_a_case_stands_in_its_citizens_log(housing):
    data = {"case_id": "case-1", "at": AT, "matter": "public-housing", "owner_id": "citizen-1"}
    data |= {"officer_id": "officer-7", "what": "evidence"}
    fact = Fact(id="f1", type="application.viewed", version=1, correlation_id="c", data=data)

    for _ in range(2):
        matters.react(matters.load("data-sharing"), housing.world, fact)

    [entry] = entries(housing, LI)
    assert (entry.by, entry.ground, entry.fields) == ("officer-7", "office", ["evidence"])


def test_a_citizen_without_a_real_name_has_no_log(housing):
    data = {"case_id": "case-1", "at": AT, "matter": "public-housing", "owner_id": "citizen-9"}
    data |= {"officer_id": "officer-7", "what": "case"}
    fact = Fact(id="f1", type="application.viewed", version=1, correlation_id="c", data=data)

    matters.react(matters.load("data-sharing"), housing.world, fact)

    assert list(verify(housing.world)) == []


def whole(number):
    """A chain of that many entries, and its end."""
    made, previous = [], ""
    for position in range(1, number + 1):
        entry = Entry(
            id="chain#a",
            number=position,
            previous=previous,
            hash="",
            at=AT,
            matter="public-housing",
            case_id=f"case-{position}",
            by="citizen-1",
            purpose="目的",
            ground="consent",
            basis="依据",
        )
        made.append(rules.linked(entry))
        previous = made[-1].hash
    return made, Head(id="chain#a", subject="a", length=number, hash=previous)


def test_a_whole_chain_has_no_break():
    assert rules.breaks(*whole(5)) == []
    assert rules.breaks([], Head(id="chain#a", subject="a")) == []


@given(st.integers(1, 6), st.data())
def test_a_removed_entry_is_found(length, data):
    kept, head = whole(length)
    del kept[data.draw(st.integers(0, length - 1))]

    assert rules.breaks(kept, head)


@given(
    st.integers(1, 6), st.sampled_from(["by", "case_id", "purpose", "basis", "service", "matter"]), st.data()
)
def test_a_changed_entry_is_found(length, name, data):
    kept, head = whole(length)
    position = data.draw(st.integers(0, length - 1))
    kept[position] = kept[position].model_copy(update={name: "another"})

    assert rules.breaks(kept, head)


@given(st.integers(1, 6), st.data())
def test_a_changed_entry_with_its_hash_made_anew_is_found(length, data):
    kept, head = whole(length)
    position = data.draw(st.integers(0, length - 1))
    kept[position] = rules.linked(kept[position].model_copy(update={"by": "another"}))

    assert rules.breaks(kept, head)


@given(st.integers(1, 6), st.data())
def test_an_entry_that_was_slipped_in_is_found(length, data):
    kept, head = whole(length)
    position = data.draw(st.integers(0, length))
    kept.insert(position, kept[data.draw(st.integers(0, length - 1))])

    assert rules.breaks(kept, head)


@pytest.mark.parametrize("order", list(permutations(range(3)))[1:])
def test_another_order_is_found(order):
    kept, head = whole(3)

    assert rules.breaks([kept[position] for position in order], head)


def test_a_chain_whose_end_is_gone_is_found():
    assert rules.breaks(whole(2)[0], None)


def test_the_operators_check_names_the_chain_that_was_touched(agreed, capsys):
    agreed.household()
    agreed.homes(LI, WANG)
    assert main(["verify"], agreed.world) == 0

    touched = entries(agreed, WANG)[0].model_copy(update={"by": "nobody"})
    agreed.world.store.commit(touched)

    assert main(["verify"], agreed.world) == 1
    assert "entry 1: it was changed" in capsys.readouterr().out
    assert main([], agreed.world) == 2
