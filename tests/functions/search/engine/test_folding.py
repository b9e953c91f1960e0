"""All spellings of a text are one, and a title is marked where the question speaks of it."""

from hypothesis import given
from hypothesis import strategies as st

from functions.search.engine.fillers import strip
from functions.search.engine.folding import compact, fold
from functions.search.engine.grams import grams, length
from functions.search.engine.highlighting import spans

CHINESE = st.text("户口簿身份证辦理補領丢失ＥＴＣ（）《》 ，abc12㎡", max_size=30)


def test_width_case_punctuation_and_tradition_are_folded():
    assert fold("申領ＥＴＣ（貨車）") == "申领 etc 货车"


@given(CHINESE)
def test_folding_twice_changes_nothing(text):
    assert fold(fold(text)) == fold(text)


@given(CHINESE)
def test_a_text_has_as_many_grams_as_its_length(text):
    assert len(list(grams(fold(text)))) == length(fold(text))


def test_latin_runs_are_one_gram():
    assert list(grams("申领 etc")) == ["申", "领", "申领", "etc"]


def test_words_around_what_is_meant_are_stripped():
    assert compact(strip(fold("您好，请问身份证丢失怎么办理？谢谢"))) == "身份证丢失"


def test_a_question_of_fillers_only_is_left_as_it_is():
    assert strip("怎么办") == "怎么办"


def test_the_marks_fall_on_the_characters_of_the_title():
    title = "居民《身份證》補領"

    assert [title[begin:end] for begin, end in spans(title, {"身份", "份证", "补领"})] == ["身份證", "補領"]


@given(CHINESE, CHINESE)
def test_marks_are_apart_in_order_and_inside_the_title(title, asked):
    marks = spans(title, set(grams(fold(asked))))

    edges = [edge for mark in marks for edge in mark]
    assert edges == sorted(set(edges))
    assert all(0 <= edge <= len(title) for edge in edges)
