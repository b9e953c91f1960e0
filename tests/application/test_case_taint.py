"""Nothing that names a person leaves a case: not in facts, step inputs, logs or the open table; and a planted leak is found."""

import pytest

from chalicelib.application.events import Viewed
from chalicelib.store.row import Row
from tests.application.counter import HOUSING, Counter, approve_all
from tests.application.test_life import MISSING, decide_objection, object_to
from tests.leaks import names, stands

WORDS = ["王小明", "340103199000000001", "庐阳区长江路1号", "李四", "他在外地还有一套房子没有申报"]


@pytest.fixture
def busy(world):
    """A case to which everything happens, and what its machine was sent."""
    counter = Counter(world)
    sent = []
    step = counter._step
    counter._step = lambda payload: sent.append(payload) or step(payload)
    world.registry.down.add("social_insurance/income")
    case_id = counter.apply()
    world.registry.down.clear()
    counter.wait(hours=1)
    counter.decide(case_id, "correct", missing=MISSING)
    counter.correct(case_id)
    counter.suspend(case_id)
    counter.resume(case_id)
    approve_all(counter, case_id)
    decide_objection(counter, object_to(counter, case_id), upheld=False)
    counter.working_days(7)
    assert counter.case(case_id).status == "approved"
    return counter, sent


def told(text):
    return [word for word in WORDS if stands(text, word) or word in text] + names(text, ["13900139000"])


def test_facts_and_step_inputs_hold_ids_only(busy):
    counter, sent = busy

    assert len({fact.type for fact in counter.world.bus.facts}) >= 9
    assert len(sent) > 10
    assert told("".join(fact.model_dump_json() for fact in counter.world.bus.facts)) == []
    assert told(str(sent)) == []


def test_no_log_names_anybody(busy, caplog):
    written = [str(vars(record)) for record in caplog.get_records("setup")]

    assert any("a registry has not answered" in line for line in written)
    assert told("".join(written)) == []


def test_the_table_names_nobody_in_the_open(busy):
    rows = [row.attribute_values for row in Row.scan()]
    told_by = [(row["pk"], row["sk"]) for row in rows if told(str({**row, "sealed": ""}))]

    assert len(rows) > 30
    assert told_by == []


def test_a_planted_leak_is_found(busy):
    counter, _ = busy
    leak = Viewed(
        case_id="c", at=counter.world.now(), matter=HOUSING, owner_id="o", officer_id="x", what="王小明的房子"
    )

    assert told(leak.model_dump_json()) == ["王小明"]
