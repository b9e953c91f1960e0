"""The question is the one whose answer says most."""

import pytest

from functions.search.assistant import choosing
from functions.search.assistant.slots import values
from functions.search.engine import Hit


def hit(number, title, score=1.0, audience=("自然人",), areas=("34",), theme="户籍办理", kind="matter"):
    about = {"audience": audience, "areas": areas, "theme": theme}
    return Hit(kind=kind, id=f"m-{number}", title=title, score=score, reason="", **about)


def test_for_whom_splits_where_half_are_for_companies():
    hits = [hit(n, "住房公积金缴存", audience=("自然人",) if n % 2 else ("法人",)) for n in range(6)]
    asked = choosing.question(hits, [])
    assert asked.slot == "who"
    assert [it.label for it in asked.options] == ["个人", "企业、单位", "都不是"]


def test_what_is_to_be_done_is_read_off_the_titles():
    hits = [hit(1, "驾驶证补领"), hit(2, "驾驶证期满换证"), hit(3, "驾驶证注销"), hit(4, "驾驶证初次申领")]
    asked = choosing.question(hits, [])
    assert asked.slot == "action"
    assert len(asked.options) == 5


def test_cities_are_asked_for_where_openings_differ():
    hits = [hit(n, "公交卡办理", areas=(f"340{n}",)) for n in range(1, 6)]
    asked = choosing.question(hits, [])
    assert asked.slot == "city"
    assert "合肥市" in [it.label for it in asked.options]


def test_a_slot_that_is_settled_is_not_asked_for_again():
    hits = [hit(1, "驾驶证补领"), hit(2, "驾驶证期满换证"), hit(3, "驾驶证注销"), hit(4, "驾驶证初次申领")]
    assert choosing.question(hits, ["action"]).slot == "which"


def test_where_nothing_tells_them_apart_the_titles_are_offered():
    asked = choosing.question([hit(n, f"登记{n}") for n in range(6)], [])
    assert (asked.slot, len(asked.options)) == ("which", 5)


def test_three_candidates_are_shown_as_they_are():
    asked = choosing.question([hit(1, "驾驶证补领"), hit(2, "驾驶证期满换证"), hit(3, "驾驶证注销")], [])
    assert asked.slot == "which"


def test_gain_is_largest_for_an_even_split_and_none_without_one():
    even = [hit(n, "x", audience=("自然人",) if n < 2 else ("法人",)) for n in range(4)]
    uneven = [hit(n, "x", audience=("自然人",) if n < 3 else ("法人",)) for n in range(4)]
    assert choosing.gain(even, "who") == pytest.approx(1.0)
    assert 0 < choosing.gain(uneven, "who") < 1.0
    assert choosing.gain(even, "theme") == 0.0


def test_what_goes_with_any_answer_is_never_narrowed_away():
    both = hit(1, "公积金查询", audience=("自然人", "法人"))
    assert choosing.narrowed([both, hit(2, "x", audience=("法人",))], {"who": "个人"}) == [both]


def test_weak_hits_are_no_candidates():
    assert len(choosing.candidates([hit(1, "a"), hit(2, "b", score=0.6), hit(3, "c", score=0.3)])) == 2
    assert choosing.candidates([]) == []


def test_a_title_may_show_several_actions():
    assert len(values(hit(1, "社会保障卡挂失、补领、换领"), "action")) == 2
    assert values(hit(1, "基本医疗保险异地就医备案"), "place") == {"异地、跨省"}
    assert values(hit(1, "新生儿出生一件事", kind="scenario"), "action") == frozenset()
