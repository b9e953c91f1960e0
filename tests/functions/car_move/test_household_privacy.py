"""A household's numbers, codes and plate are nowhere but where the carrier is told whom to ring or text."""

import re

import pytest

from chalicelib.store.row import Row
from functions.car_move.model.answer import Reply
from functions.car_move.use_cases import answers, escalation, inquiries
from tests.functions.car_move.household import LAST, OWNER, PASSER_BY, SECOND, add, call_everybody, ended
from tests.leaks import names, stands

PHONES, PLATE = (OWNER, SECOND, LAST, PASSER_BY), "A12345"


def revealed(text):
    plain = text.replace("·", "")
    return {*names(text, PHONES)} | ({PLATE} if stands(plain, PLATE) else set())


@pytest.fixture
def life(street, code):
    """Two contacts say yes, nobody answers, everybody is sought, then one of them is on the way."""
    street.world.directory.phones["citizen-2"] = SECOND
    add(street, code, SECOND, "妻子")
    add(street, code, LAST, "儿子")
    case = street.ask(code)
    call_everybody(street, case)
    street.step("await_outcome", case.id, token="t1")
    steps = [street.step(step, case.id) for step in ("pass_on", "tell", "urge", "advise")]
    answers.answer(street.world, case.id, case.owner_line, Reply(kind="coming", minutes=5))
    heard = ended(street, case, 2, "again")
    street.step("close", case.id)
    pages = [
        street.get(f"/requests/{case.id}", accept=kind).body.decode()
        for kind in ("text/html", "application/json")
    ]
    return [*map(str, steps), heard, *pages]


def test_what_is_said_and_shown_reveals_nobody(life):
    assert {text: revealed(text) for text in life if revealed(text)} == {}


def test_facts_and_the_machine_reveal_nobody(life, street):
    told = [fact.model_dump_json() for fact in street.world.bus.facts] + [str(street.world.machine.resumed)]

    assert {"car_move.contact_sought", "car_move.contact_wanted"} <= set(street.told())
    assert [text for text in told if revealed(text)] == []


def test_the_table_reveals_nobody(life):
    rows = [str(row.attribute_values) for row in Row.scan()]

    assert [row for row in rows if revealed(row)] == []
    assert not any("妻子" in row for row in rows)


def test_what_an_owner_reads_reveals_nothing_of_who_asked(life, street):
    shown = inquiries.mine(street.world, "owner-1").model_dump_json()

    assert revealed(shown) == {PLATE}


def test_a_planted_leak_is_found():
    assert revealed(f"您好，请打 {PASSER_BY[3:6]} {PASSER_BY[6:10]}-{PASSER_BY[10:]}")


def test_a_text_to_a_contact_names_nobody():
    assert not re.search(r"\d", escalation.TEXT.replace("{case}", ""))
