"""What is left of a text on its way to the other side: no number in any spelling, no address, no name to be found by."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from functions.car_move.rules.masking import SPOKEN, masked

MOST = 200
SCRIPTS = [chr(code) for code in range(0x10FFFF) if unicodedata.category(chr(code)) == "Nd"]
NUMERALS = {value: [sign for sign, means in SPOKEN.items() if means == value] for value in range(10)}
for script in SCRIPTS:
    NUMERALS[unicodedata.digit(script)].append(script)
NUMERALS[1] += ["①", "¹", "₁", "㊀", "⓵", "1️⃣", "one", "yao"]
BETWEEN = st.sampled_from(
    ["", " ", "-", ".", "　", "、", "，", "…", "/", "\u200b", "\u2060", "_", "😀", "\n", "—", "*"]
)
PROSE = st.text(alphabet="请您快点来车在楼下门口谢谢好的abc ,。！", max_size=12)


def digits_in_a_row(text: str) -> int:
    """The oracle: the longest run of digits with no letter between them, however they are written."""
    longest = run = 0
    for sign in unicodedata.normalize("NFKC", text):
        if sign in SPOKEN or unicodedata.numeric(sign, -1) in range(10):
            run += 1
            longest = max(longest, run)
        elif sign.isalpha():
            run = 0
    return longest


@st.composite
def spelled(draw) -> str:
    """A telephone number, or five digits of one, as somebody who wants it to pass would write it."""
    values = draw(st.lists(st.integers(0, 9), min_size=5, max_size=13))
    return "".join(
        f" {sign} " if sign.isascii() and sign.isalpha() else sign + draw(BETWEEN)
        for sign in (draw(st.sampled_from(NUMERALS[value])) for value in values)
    )


@settings(max_examples=600, deadline=None)
@given(PROSE, spelled(), PROSE)
def test_no_number_survives_in_any_spelling(before, number, after):
    assert digits_in_a_row(masked(f"{before}{number}{after}", MOST)) < 5


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=300))
def test_whatever_is_written_no_number_survives_and_it_is_short_enough(text):
    left = masked(text, MOST)

    assert digits_in_a_row(left) < 5
    assert len(left) <= MOST


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="1一8零3. -a点m/:@w微信qQ", max_size=120))
def test_what_was_masked_once_is_masked(text):
    once = masked(text, MOST)

    assert digits_in_a_row(once) < 5
    assert digits_in_a_row(masked(once, MOST)) < 5


@pytest.mark.parametrize(
    "number",
    [
        "13800138000",
        "138 0013 8000",
        "+86-138-0013-8000",
        "１３８００１３８０００",
        "一三八零零一三八零零零",
        "幺三八洞洞幺三八洞洞洞",
        "壹叁捌零零壹叁捌零零零",
        "１三8〇0一3八000",
        "1a3b8c0d0e1f3g8h0",
        "138OO138OOO",
        "one three eight zero zero one",
        "onethreeeightzerozero",
        "yao san ba ling ling yao",
        "①③⑧⓪⓪①③⑧",
        "1️⃣3️⃣8️⃣0️⃣0️⃣",
        "1\u200b3\u200b8\u200b0\u200b0",
        "१३८००१३८",
    ],
)
def test_a_number_is_hidden_however_it_is_written(number):
    assert masked(f"打我电话{number}谢谢", MOST).replace("+", "") in {
        "打我电话〔号码已隐去〕谢谢",
        "打我电话〔联系方式已隐去〕谢谢",
    }


@pytest.mark.parametrize(
    "where",
    [
        "https://example.com/a?b=1",
        "HTTP://EXAMPLE.COM",
        "www.example.cn/x",
        "example.com",
        "ｅｘａｍｐｌｅ．ｃｏｍ",
        "example点com",
        "example dot com",
        "t.me/someone",
        "someone@example.com",
        "微信zhangsan",
        "微信号：zhang_san-88",
        "VX: abc123",
        "wx abc_123",
        "加我V:zhangsan",
        "QQ 1234",
        "qq号是abcd",
        "telegram @someone",
        "zhang1988san",
    ],
)
def test_addresses_and_names_are_hidden(where):
    left = masked(f"请联系 {where} 谢谢", MOST)

    assert "〔" in left
    assert not any(part in left.lower() for part in ("example", "zhang", "someone", "abc", "1234"))


@pytest.mark.parametrize(
    "words",
    [
        "我五分钟后到",
        "我在3号楼2单元门口，10分钟后下来",
        "车牌尾号345的白色车，麻烦挪一下",
        "一个一个来，不要急",
        "OK, I am coming in 5 minutes",
        "十点二十分之前来",
    ],
)
def test_what_people_need_to_say_gets_through(words):
    assert masked(words, MOST) == words


@pytest.mark.parametrize(
    "nothing", ["", "  ", "13800138000", "https://example.com", "。。。", "微信zhangsan 13800138000"]
)
def test_a_text_that_is_nothing_else_is_not_passed_on(nothing):
    assert masked(nothing, MOST) == ""


def test_a_long_text_is_cut():
    assert masked("请" * 500, MOST) == "请" * 199 + "…"
