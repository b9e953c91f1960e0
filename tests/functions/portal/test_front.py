"""The front page: for a stranger, for who is signed in, in a city, as 长辈版, with and without a catalogue."""

import gzip
import json
import re

import pytest

from chalicelib import cities, matters
from tests.functions.portal.conftest import PORTAL

MATTER = {
    "kind": "matter",
    "theme": "户籍办理",
    "audience": ["自然人"],
    "department": "公安局",
    "areas": ["34"],
}
HUKOU = MATTER | {
    "id": "a",
    "title": "出生登记",
    "everyday_names": ["上户口"],
    "guide": "/catalogue/matters/a",
}
CARD = MATTER | {
    "id": "b",
    "title": "社会保障卡申领",
    "everyday_names": ["社保卡"],
    "guide": "/catalogue/matters/b",
    "theme": "社会保障",
    "areas": ["3402"],
    "elder": True,
}
BABY = {
    "kind": "scenario",
    "title": "新生儿出生一件事",
    "guide": "/catalogue/scenarios/new-baby",
    "areas": ["34"],
}
QUESTION = {"kind": "question", "id": "q", "title": "要带什么", "answer": "出生医学证明", "guide": "/x"}


def publish(town, number, *lines):
    """The catalogue puts a release on the shelf and tells it."""
    body = "\n".join(json.dumps(line, ensure_ascii=False) for line in lines).encode()
    town.world.shelf.kept[f"catalogue/releases/{number:06}.jsonl.gz"] = gzip.compress(body)
    return town.happens("catalogue.released", case_id=f"{number:06}", release=number, entries=len(lines))


def test_a_stranger_searches_and_sees_what_runs_here(town):
    page = town.stranger().page("/")

    assert '<form class="find" role="search" action="/search/" method="get">' in page.text
    assert "水电气缴费" in page.text
    assert "登录" in page.text


def test_while_nothing_is_published_that_is_said(town):
    assert "办事指南还没有发布" in town.stranger().page("/").text


def test_what_is_published_is_shown(town):
    publish(town, 1, HUKOU, CARD, BABY, QUESTION)

    page = town.stranger().page("/").text

    assert '<a class="chip" href="/catalogue/matters/a">上户口</a>' in page
    assert '<a class="chip" href="/catalogue/scenarios/new-baby">新生儿出生</a>' in page
    assert "/catalogue/themes/%E6%88%B7%E7%B1%8D%E5%8A%9E%E7%90%86" in page
    assert "个人办事" in page


def test_an_older_release_that_is_told_late_changes_nothing(town):
    publish(town, 2, HUKOU)
    publish(town, 1, CARD)

    page = town.stranger().page("/").text

    assert "上户口" in page
    assert "社保卡" not in page


def test_a_newer_release_takes_the_place_of_the_one_before(town):
    publish(town, 1, CARD)
    publish(town, 2, HUKOU)

    assert "社保卡" not in town.stranger().page("/").text


def test_a_release_that_is_not_on_the_shelf_is_told_again(town):
    with pytest.raises(LookupError):
        town.happens("catalogue.released", case_id="000009", release=9, entries=1)


def test_a_portal_that_was_not_told_finds_the_latest_on_the_shelf_within_a_minute(town):
    publish(town, 3, HUKOU)
    town.world.shelf.kept["catalogue/latest.json"] = json.dumps(
        {"number": 4, "key": "catalogue/releases/000004.jsonl.gz", "at": "2026-05-01T09:00:00Z", "entries": 1}
    ).encode()
    town.world.shelf.kept["catalogue/releases/000004.jsonl.gz"] = gzip.compress(json.dumps(CARD).encode())

    matters.sweep(PORTAL, town.world)

    assert "社保卡" in town.stranger().page("/").text


def test_what_a_city_has_not_opened_is_not_shown_there(town):
    publish(town, 1, HUKOU, CARD)
    door = town.stranger()

    assert "社保卡" in door.page("/").text
    assert door.page("/city?area=3401&next=/").location == "/"
    assert "社保卡" not in door.page("/").text
    assert "合肥市" in door.page("/").text
    door.page("/city?area=3402&next=/")
    assert "社保卡" in door.page("/").text


def test_the_catalogue_is_told_which_city_was_chosen(town):
    publish(town, 1, HUKOU, BABY)
    door = town.stranger()
    door.page("/city?area=3401&next=/")

    links = re.findall(r'href="(/catalogue/[^"]*)"', door.page("/").text)

    assert len(links) >= 7
    assert [link for link in links if not link.endswith("?area=3401")] == []


def test_the_whole_province_is_chosen_again_by_choosing_no_city(town):
    door = town.stranger()
    door.page("/city?area=3401")

    door.page("/city?area=34")

    assert cities.COOKIE not in door.cookies
    assert "全省" in door.page("/").text


@pytest.mark.parametrize("area", ["9999", "<script>", "3401; x=y"])
def test_a_city_that_is_none_is_not_kept(town, area):
    door = town.stranger()

    door.send("GET", "/city?area=" + area.replace(" ", "%20").replace(";", "%3B"), accept="text/html")

    assert cities.COOKIE not in door.cookies


def test_choosing_a_city_leads_nowhere_but_here(town):
    assert town.stranger().page("/city?area=3401&next=https://elsewhere.example").location == "/"


def test_all_sixteen_cities_can_be_chosen_without_a_script(town):
    page = town.stranger().page("/city?next=/my").text

    assert all(f"/city?area={code}&amp;next=/my" in page for code in cities.NAMES)
    assert len(cities.NAMES) == 16


def test_what_an_address_asks_for_comes_before_the_cookie():
    kept = {cities.COOKIE: "3401"}

    assert [cities.chosen(kept, asked) for asked in ("", "3402", "34", "9999")] == ["3401", "3402", "", ""]


def test_who_is_signed_in_sees_what_waits_for_them_first(town):
    for number in range(4):
        town.happens("application.submitted", case_id=f"case-{number}")
    town.happens("application.correction_wanted", case_id="case-0", until="2026-05-15T16:00:00Z")
    town.happens("application.submitted", case_id="case-9")

    front = town.door().fetch("/").json

    assert front["affairs"][0]["thing"] == "case-0"
    assert len(front["affairs"]) == 3


def test_a_device_keeps_only_what_everybody_sees(town):
    assert town.stranger().page("/").headers["cache-control"] == "private, no-cache"
    assert town.door().page("/").headers["cache-control"] == "no-store"


def test_the_elders_page_has_few_choices_and_a_telephone(town):
    publish(town, 1, HUKOU, CARD, BABY)
    door = town.stranger()
    door.page("/elder?on=1&next=/")

    page = door.page("/").text

    assert 'href="tel:12345"' in page
    assert "为老人办的事" in page
    assert "公租房" not in page
    assert "新生儿" not in page
    assert page.count("<a ") <= 20


def test_every_page_is_light(town):
    lines = [HUKOU | {"id": f"m{n}", "theme": f"主题{n % 26}", "department": f"部门{n}"} for n in range(300)]
    publish(town, 1, *lines, *[BABY | {"title": f"第{n}件大事"} for n in range(40)])
    for number in range(30):
        town.happens("application.submitted", case_id=f"case-{number}")
    door = town.door()

    sizes = {path: len(door.page(path).body) for path in ["/", "/my", "/inbox", "/account", "/city"]}

    assert {path: size for path, size in sizes.items() if size > 35_000} == {}  # style and script: 25 KB


def test_the_portal_lives_at_the_root():
    assert PORTAL.definition.base_paths == ["(none)"]
    assert PORTAL.routes.about.base == ""
