"""What people say finds what the catalogue calls it; what nobody answers is seen to be a gap."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from functions.search.engine import Entry, Index, build
from functions.search.engine.folding import compact, fold
from functions.search.engine.lexicon import read

from .conftest import CATALOGUE


def first(found):
    return found.hits[0].id if found.hits else None


@pytest.mark.parametrize("entry", CATALOGUE, ids=lambda entry: entry.id)
def test_every_title_finds_itself_first(index, entry):
    found = index.search(entry.title)

    assert (first(found), found.confidence) == (entry.id, 1.0)


WORDS = [
    "办理",
    "申请",
    "咨询",
    "登记",
    "怎么",
    "的",
    "补领",
    "公益性岗位",
    "身份证",
    "ＥＴＣ",
    "（县级）",
    "审批",
    "法人",
]


def test_titles_of_fillers_find_themselves_too():
    titles = ["".join(words) for count in (1, 2) for words in product(WORDS, repeat=count)]
    made = Index.load(build([Entry("matter", str(n), title) for n, title in enumerate(titles)], "1"))

    assert [
        title
        for title in titles
        if compact(fold(made.search(title, 1).hits[0].title)) != compact(fold(title))
    ] == []


@pytest.mark.parametrize(
    ("asked", "wanted"),
    [
        ("给宝宝上户口", "newborn-household"),
        ("身份证弄丢了想补一个", "id-card-lost"),
        ("家里老人走了户口咋办", "household-cancelled"),
        ("etc", "etc"),
    ],
)
def test_what_people_say_finds_the_matter(index, asked, wanted):
    assert first(index.search(asked)) == wanted


@pytest.mark.parametrize("entry", CATALOGUE, ids=lambda entry: entry.id)
def test_traditional_characters_find_the_same(index, entry):
    traditional = entry.title.translate(str.maketrans("记儿证满换户销责设车办认", "記兒證滿換戶銷責設車辦認"))

    assert index.search(traditional).hits == index.search(entry.title).hits


def test_typed_pinyin_is_read(index):
    found = index.search("shenfenzheng diushi bu ling")

    assert first(found) == "id-card-lost"
    assert "读音" in found.hits[0].reason


def test_characters_that_only_sound_right_are_read(index):
    assert first(index.search("股树鸣木", voice=True)) == "tree"


def test_what_nobody_answers_is_a_gap(index):
    assert not index.search("殡仪馆火化约时间").answered
    assert index.search("宝宝出生怎么上户口").answered


def test_a_hit_says_why_and_where(index):
    hit = index.search("上户口").hits[0]

    assert hit.reason == "也叫「上户口」"
    assert (hit.department, hit.guide, hit.version) == ("公安局", "/catalogue/matters/newborn-household", 3)


def test_the_lexicons_word_is_named(index):
    hit = index.search("老人走了").hits[0]

    assert hit.id == "household-cancelled"
    assert "走了" in hit.reason


def test_only_those_for_the_audience_are_found(index):
    assert {hit.audience for hit in index.search("登记", audience="法人").hits} <= {("法人",), ()}
    assert first(index.search("公司设立", audience="自然人")) != "company"


def test_closed_matters_are_marked_or_left_out(index):
    closed = next(hit for hit in index.search("公司注销登记").hits if hit.id == "company-ended")
    left = index.search("公司注销登记", only_open=True).hits

    assert not closed.open
    assert "company-ended" not in {hit.id for hit in left}


def test_a_city_sees_what_is_open_there_and_in_the_province(index):
    def open_in(city):
        return {hit.id for hit in index.search("居民身份证", area=city, only_open=True).hits}

    assert {"id-card-lost", "id-card-renewed"} <= open_in("3401")
    assert open_in("3402") & {"id-card-lost", "id-card-renewed"} == {"id-card-lost"}


def test_a_best_bet_comes_first_whatever_it_says(index):
    found = index.search("打卡")

    assert (first(found), found.hits[0].reason, found.answered) == ("tree", "编辑推荐", True)


def test_the_editors_synonyms_are_heard():
    made = Index.load(build(CATALOGUE, "1", synonyms={"大家伙": ["古树名木"]}))

    assert first(made.search("村口那个大家伙")) == "tree"


@given(st.text(max_size=40))
@settings(deadline=None)
def test_whatever_is_typed_is_answered(index, text):
    found = index.search(text, most=3, voice=True)

    assert len(found.hits) <= 3
    assert 0.0 <= found.confidence <= 1.0
    assert all(0.0 <= hit.score <= 1.0 for hit in found.hits)
    assert all(hit.title[begin:end] for hit in found.hits for begin, end in hit.highlighted)


def test_suggestions_begin_with_what_was_typed(index):
    assert index.suggest("居民") == ["居民身份证丢失补领", "居民身份证有效期满换领"]
    assert "上户口" in index.suggest("上户")
    assert index.suggest("") == []


def test_suggestions_in_pinyin(index):
    assert index.suggest("gushu") == ["古树名木认定"]


def test_the_projects_lexicon_is_heard():
    assert len(read()) >= 1500
