"""办事指南: all that the 实施清单 says, for the place that somebody chose."""

import pytest

from chalicelib.application.use_cases import rating
from chalicelib.store import Add
from tests.application.applicant import stranger

HOUSING = "public-housing"


@pytest.fixture
def door(world):
    return stranger(world, HOUSING)


def test_it_says_all_that_somebody_has_to_know(door):
    page = door.page("/?area=3401").text

    for said in ["不用跑腿", "7 个工作日", "个人承诺书", "社区初审", "公示 5 个工作日", "不收费", "行政复议"]:
        assert said in page, said


def test_each_place_has_its_own_lines_and_its_own_people(door):
    hefei, wuhu = door.page("/?area=3401").text, door.page("/?area=3402").text

    assert "合肥市住房保障和房产管理局" in hefei
    assert "0553-12345" in wuhu
    assert "3,600 元" in wuhu
    assert "3,600 元" not in hefei
    assert "公示 7 个工作日" in wuhu


def test_a_line_that_comes_later_is_announced(door):
    page = door.page("/?area=3401").text  # on the first of May

    assert "3,825 元" in page
    assert "4,000 元" in page
    assert "自 2026-07-01 起" in page


def test_nobody_waits_for_a_place_that_is_not_open(door):
    assert door.page("/?area=1101").status == 422


def test_programs_read_the_same(door):
    told = door.fetch("/?area=3416").json

    assert told["task"]["limits"]["promised"] == 6
    assert [stage["days"] for stage in told["stages"]] == [2, 2, 2]
    assert told["place"]["name"] == "亳州市"


def test_it_tells_what_those_before_thought_of_it_once_they_are_a_few(world, door):
    until = world.now() + rating.TALLY_KEPT
    world.store.commit(Add(rating.TALLY, "5", until, 3), Add(rating.TALLY, "2", until))
    assert "好评率" not in door.page("/").text

    world.store.commit(Add(rating.TALLY, "3", until, 2))

    assert door.fetch("/").json["ratings"] == {"given": 6, "good": 5}
    assert "83%" in door.page("/").text
