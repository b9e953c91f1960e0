"""Which number plates are taken, however they are typed, and what people are told about the others."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chalicelib.errors import Invalid
from functions.car_move.rules import plates

LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ"
REAL = [
    ("皖A12345", "普通汽车"),
    ("京N8P8F8", "普通汽车"),
    ("皖AB1C23", "普通汽车"),
    ("皖A1234学", "教练、警用、挂车"),
    ("皖A1234警", "教练、警用、挂车"),
    ("皖KA123挂", "教练、警用、挂车"),
    ("粤ZF023港", "港澳入出境"),
    ("粤Z1234澳", "港澳入出境"),
    ("224578使", "使馆"),
    ("使014578", "使馆"),
    ("沪22478领", "领馆"),
    ("沪A0023领", "领馆"),
    ("皖AD12345", "小型新能源"),
    ("皖AF12345", "小型新能源"),
    ("沪AA12345", "小型新能源"),
    ("浙ABB8888", "小型新能源"),
    ("皖A12345D", "大型新能源"),
    ("皖A12345F", "大型新能源"),
]
WRONG = [
    ("", "请填写车牌号"),
    ("A12345", "第一个字"),
    ("港A12345", "第一个字"),
    ("皖112345", "没有这样"),
    ("皖皖12345", "第二位"),
    ("皖A1234O", "I 和 O"),
    ("皖I12345", "I 和 O"),
    ("皖A1234", "填了 6 位"),
    ("皖AD1234567", "填了 10 位"),
    ("皖AL12345", "第三位是字母"),
    ("皖ADBC345", "第三位是字母"),
    ("皖AABC12", "没有这样"),
    ("皖A123港4", "没有这样"),
    ("皖Z1234港", "没有这样"),
    ("皖A١٢٣٤٥", "没有这样"),
]


def serials(length: int) -> st.SearchStrategy[str]:
    """Serials as the standard makes them: digits, and at most two letters anywhere."""
    at = st.sets(st.integers(0, length - 1), max_size=2)
    digits = st.text("0123456789", min_size=length, max_size=length)
    letters = st.text(LETTERS, min_size=length, max_size=length)
    return st.builds(
        lambda d, a, where: "".join(a[i] if i in where else d[i] for i in range(length)), digits, letters, at
    )


offices = st.builds(str.__add__, st.sampled_from(plates.PROVINCES), st.sampled_from(LETTERS))
digits = st.text("0123456789", min_size=4, max_size=4)
energies = st.sampled_from("ABCDEFGHJK")
ordinary = st.builds(str.__add__, offices, serials(5))
small = st.builds("".join, st.tuples(offices, energies, st.sampled_from(LETTERS + "0123456789"), digits))
large = st.builds("".join, st.tuples(offices, st.sampled_from("0123456789"), digits, energies))
special = st.builds("".join, st.tuples(offices, serials(4), st.sampled_from("学警挂")))
issued = st.one_of(ordinary, small, large, special)


@pytest.mark.parametrize(("plate", "kind"), REAL)
def test_every_kind_of_plate_is_taken(plate, kind):
    assert plates.read(plate) == plate
    assert plates.kind(plate) == kind


@pytest.mark.parametrize(("text", "remark"), WRONG)
def test_a_plate_that_cannot_be_is_refused_with_what_to_mend(text, remark):
    assert remark in (remark_on(text) or "")


@pytest.mark.parametrize(
    "typed", ["皖a12345", " 皖A·12345 ", "皖A 123 45", "皖Ａ１２３４５", "皖A-12.345", "皖　Ａ．１２３４５"]
)
def test_people_type_plates_in_many_ways(typed):
    assert plates.read(typed) == "皖A12345"


@settings(deadline=None)
@given(issued)
def test_whatever_is_issued_is_taken(plate):
    assert plates.read(plate) == plate


@settings(deadline=None)
@given(issued, st.sampled_from([str.lower, lambda p: f" {p[:2]}·{p[2:]} ", " ".join]))
def test_the_same_plate_is_kept_in_one_form(plate, typed):
    assert plates.read(typed(plate)) == plate


@settings(deadline=None)
@given(issued, st.integers(2, 7), st.sampled_from("IO"))
def test_no_plate_has_an_i_or_an_o(plate, place, letter):
    with pytest.raises(Invalid):
        plates.read(plate[:place] + letter + plate[place + 1 :])


@settings(deadline=None)
@given(st.text(max_size=30))
def test_any_text_is_a_plate_or_is_refused_politely(text):
    remark = remark_on(text)

    assert remark is None or remark.endswith("。")


def remark_on(text: str) -> str | None:
    try:
        plates.read(text)
    except Invalid as refusal:
        return refusal.fields["plate"]
    return None
