"""What people type in all its shapes, and what a case keeps of it."""

import pytest

from chalicelib.application.values import as_typed, in_cell, typed, written
from chalicelib.definition.form import Column, Field, Option

TYPED = {
    "money": [("3500", 350000), ("3,500.50 元", 350050), ("￥3500", 350000), ("３５００", 350000), (350000, 350000)],
    "area": [("15.5", 1550), ("15.5㎡", 1550), ("90 平方米", 9000), ("0", 0)],
    "integer": [("3", 3), ("-2", -2), ("１２", 12), (7, 7)],
    "date": [("2026-05-01", "2026-05-01"), ("2026年5月1日", "2026-05-01"), ("2026/5/1", "2026-05-01")],
    "yes_no": [("yes", True), ("no", False), (True, True)],
    "phone": [("138 0013 8000", "+8613800138000")],
    "text": [("  长江路\t１号 ", "长江路 1号"), ("a\x00b", "ab")],
    "long_text": [("一\r\n二", "一\n二")],
}  # fmt: skip
WRONG = {
    "money": ["", "很多", "3.505", "-1", True, "1e99", "nan", "inf", "1" * 30],
    "area": ["x", "-1", "1.001"],
    "integer": ["3.5", "三", True, "9" * 30],
    "date": ["2026-02-30", "去年", "20260501", "0000-00-00", 20260501],
    "yes_no": ["maybe", 1],
    "phone": ["12345", "138"],
    "id_number": ["340103199003070012", "123", ""],
    "text": ["字" * 101, [], None],
}


def field(kind):
    return Field(name="it", label="这一项", type=kind)


@pytest.mark.parametrize(
    ("kind", "given", "kept"),
    [(kind, given, kept) for kind, pairs in TYPED.items() for given, kept in pairs if kept is not None],
)
def test_it_is_understood_as_it_is_meant(kind, given, kept):
    assert typed(field(kind), given) == kept


@pytest.mark.parametrize(("kind", "given"), [(kind, given) for kind, all_ in WRONG.items() for given in all_])
def test_what_cannot_be_meant_is_remarked_in_chinese(kind, given):
    with pytest.raises(ValueError, match=r"[\u4e00-\u9fff]"):
        typed(field(kind), given)


@pytest.mark.parametrize(
    ("kind", "given"),
    [("money", "3500.5"), ("area", "15"), ("integer", "12"), ("date", "2026-05-01"), ("phone", "13800138000"), ("yes_no", "no")],
)  # fmt: skip
def test_what_is_sent_again_changes_nothing(kind, given):
    kept = typed(field(kind), given)

    assert typed(field(kind), as_typed(kind, kept)) == kept


def test_the_ends_of_a_range_are_inside_it():
    rent = Field(name="rent", label="租金", type="money", minimum=10000, maximum=500000)

    assert [typed(rent, sum_) for sum_ in ("100", "5000")] == [10000, 500000]
    with pytest.raises(ValueError, match="不能小于 100 元"):
        typed(rent, "99.99")
    with pytest.raises(ValueError, match="不能大于 5,000 元"):
        typed(rent, "5000.01")


def test_a_choice_is_one_of_those_offered():
    kind = Field(name="kind", label="类别", type="choice", options=[Option(value="one", label="一")])

    assert typed(kind, "one") == "one"
    with pytest.raises(ValueError, match="选项"):
        typed(kind, "two")


@pytest.mark.parametrize(
    ("kind", "value", "read"),
    [
        ("money", 210000, "2,100 元"),
        ("area", 1550, "15.5 ㎡"),
        ("date", "2026-05-01", "2026年5月1日"),
        ("yes_no", True, "是"),
        ("integer", 12, "12"),
    ],
)
def test_it_is_read_as_people_write_it(kind, value, read):
    assert written(value, kind) == read


def test_a_cell_reads_as_its_column_says():
    column = Column(name="kind", label="类别", type="choice", options=[Option(value="one", label="一")])

    assert [in_cell(column, value) for value in ("one", "other", None)] == ["一", "other", ""]
    assert in_cell(Column(name="rent", label="租金", type="money"), 210000) == "2,100 元"
    with pytest.raises(ValueError, match="options missing"):
        Column(name="kind", label="类别", type="choice")
