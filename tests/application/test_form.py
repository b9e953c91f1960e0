"""The form takes anything that may be sent to it, and keeps only what it means."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from chalicelib.application import form
from chalicelib.application.edition import Edition, current
from chalicelib.application.form_schema import form_schema
from chalicelib.definition.form import Column, Field, Option
from chalicelib.errors import Invalid
from chalicelib.given import nested

KINDS = ["text", "long_text", "integer", "money", "area", "date", "yes_no", "phone", "id_number"]
OPTIONS = [Option(value="one", label="一"), Option(value="two", label="二")]
COLUMNS = [Column(name=kind, label=kind, type=kind) for kind in ("text", "money", "date")]
COLUMNS += [Column(name="choice", label="choice", type="choice", options=OPTIONS)]


def every_kind() -> Edition:
    """A form with a field of each kind, a table, and one that is asked only now and then."""
    fields = [Field(name=kind, label=kind, type=kind) for kind in KINDS]
    fields += [Field(name="choice", label="类别", type="choice", options=OPTIONS)]
    fields += [Field(name="rows", label="家人", type="table", columns=COLUMNS, required=False)]
    fields += [Field(name="more", label="补充", when="choice=two")]
    return Edition("public_housing", current("public_housing").base.model_copy(update={"fields": fields}))


EDITION = every_kind()
VALIDATOR = Draft202012Validator(form_schema(EDITION))
WHOLE = {
    "text": "长江路1号",
    "long_text": "一\n二",
    "integer": "3",
    "money": "3,500.50",
    "area": "89.5",
    "date": "2026年5月1日",
    "yes_no": "yes",
    "phone": "13800138000",
    "id_number": "11010519491231002x",
    "choice": "two",
    "rows": [{"text": "小明", "money": "1", "date": "2020-01-01", "choice": "one"}],
    "more": "有",
}
PLAUSIBLE = st.sampled_from([value for value in WHOLE.values() if isinstance(value, str)])
ATOMS = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text() | PLAUSIBLE
ANYTHING = st.recursive(
    ATOMS, lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=8
)
ROWS = st.lists(st.dictionaries(st.sampled_from([column.name for column in COLUMNS]), ATOMS), max_size=14)
SENT = st.dictionaries(st.sampled_from(list(WHOLE)) | st.text(max_size=5), ANYTHING | ROWS)


@settings(deadline=None, max_examples=300)
@given(sent=SENT, complete=st.booleans())
def test_whatever_is_sent_is_kept_as_it_is_meant_or_remarked(sent, complete):
    reading = form.read(EDITION, sent, complete)

    assert json.loads(json.dumps(reading.values)) == reading.values
    assert form.read(EDITION, reading.values).values == reading.values
    assert all(remark for remark in reading.remarks.values())
    if complete and not reading.remarks:
        assert VALIDATOR.is_valid(reading.values)


@given(change=st.dictionaries(st.sampled_from(list(WHOLE)), ANYTHING, min_size=1))
def test_a_whole_form_with_one_thing_wrong_is_refused_for_that_alone(change):
    reading = form.read(EDITION, WHOLE | change, complete=True)

    assert {name.split(".")[0] for name in reading.remarks} <= {*change, "more"}


def test_a_whole_form_keeps_to_its_schema():
    values = form.check(EDITION, WHOLE, complete=True)

    assert VALIDATOR.is_valid(values)
    assert values["money"] == 350050
    assert values["rows"] == [{"text": "小明", "money": 100, "date": "2020-01-01", "choice": "one"}]


def test_everything_wrong_is_told_at_once():
    with pytest.raises(Invalid) as refused:
        form.check(EDITION, {"integer": "x", "date": "x", "rows": [{"money": "x"}]}, complete=False)

    assert set(refused.value.fields) == {"integer", "date", "rows.0.money"}


def test_rows_are_counted_as_they_were_sent_and_empty_ones_left_out():
    sent = nested({"rows.0.text": "", "rows.0.money": "", "rows.2.text": "小红", "rows.2.money": "x"})

    reading = form.read(EDITION, sent)

    assert reading.values["rows"] == [{"text": "小红"}]
    assert list(reading.remarks) == ["rows.1.money"]


def test_a_table_has_only_so_many_rows():
    reading = form.read(EDITION, {"rows": [{"text": "x"}] * 13})

    assert reading.remarks == {"rows": "最多填 12 行。"}
