"""The search page: what was found and how sure it is, for a browser and for a program, whatever was typed."""

from urllib.parse import quote

import pytest

from chalicelib.http import Cookies, Entrance, Redirect
from functions.search.forms import Query
from functions.search.model.hot import HOT, Hot
from functions.search.model.shown import HitShown, Results
from functions.search.routes import searching
from functions.search.use_cases.searching import LONGEST, cleaned
from functions.search.words import FREQUENT
from tests.functions.search.conftest import House, small_catalogue

NOBODY_KNOWS = "量子蹦床"


def page(house: House, q: str, **more: str) -> str:
    asked = "&".join(f"{name}={quote(value)}" for name, value in {"q": q, **more}.items())
    return house.door().page(f"/?{asked}").text


def test_the_matter_is_found_by_what_people_call_it(searchable: House):
    answer = searchable.search("补身份证")

    assert answer["answered"]
    assert answer["hits"][0]["id"] == "id-card"
    assert answer["release"] == "42"


def test_a_hit_is_shown_with_its_kind_its_department_and_the_way_to_it(searchable: House):
    shown = page(searchable, "身份证补领")

    assert "身份证补领</mark></a></h3>" in shown
    assert ">事项</b> 公安局" in shown
    assert 'href="/catalogue/matters/id-card"' in shown
    assert "在线办理" not in shown.partition("</article>")[0]


def test_what_runs_here_is_started_from_the_hit(searchable: House):
    assert '<a class="button primary small" href="/public-housing/">在线办理' in page(searchable, "公租房")


def test_only_what_can_be_done_online(searchable: House):
    found = searchable.search("申请公租房", online="1")["hits"]

    assert [hit["id"] for hit in found] == ["public-housing"]


def test_a_company_is_not_shown_what_is_for_people_only(searchable: House):
    assert "company" in [hit["id"] for hit in searchable.search("登记", who="法人")["hits"]]
    assert "newborn" not in [hit["id"] for hit in searchable.search("登记", who="法人")["hits"]]


def test_the_city_of_the_cookie_counts_and_an_address_comes_before_it(searchable: House):
    door = searchable.door()
    door.cookies["tongban_city"] = "3402"
    assert door.fetch("/?q=水上捕捞许可").json["elsewhere"]
    assert "芜湖市还没有开通" in door.page("/?q=水上捕捞许可").text

    assert not door.fetch("/?q=水上捕捞许可&area=3401").json["elsewhere"]
    assert door.fetch("/?q=水上捕捞许可&area=34").json["city"] == ""
    assert "area=34&amp;who=" in door.page("/?q=水上捕捞许可&area=34").text


def test_it_is_said_where_nothing_likely_was_found(searchable: House):
    shown = page(searchable, NOBODY_KNOWS)

    assert not searchable.search(NOBODY_KNOWS)["answered"]
    assert "没有找到有把握的结果" in shown
    assert 'action="/search/wishes"' in shown
    assert "/assistant/" in shown
    assert "tel:12345" in shown


def test_before_anything_is_typed_it_shows_what_others_search_for(searchable: House):
    assert searchable.search("")["hot"] == FREQUENT
    searchable.world.store.commit(Hot(id=HOT, words=["高职扩招"]))

    assert "高职扩招" in page(searchable, "  ")


@pytest.mark.parametrize(
    "typed", ['<script>alert("1")</script>', "\x00\x01", "'; DROP", "%", "🙈" * 50, "上" * 5000]
)
def test_whatever_is_typed_is_answered_and_never_echoed_as_html(searchable: House, typed: str):
    reply = searchable.door().page(f"/?q={quote(typed)}")

    assert reply.status == 200
    assert "<script>alert" not in reply.text


def test_what_is_too_long_is_cut_and_that_is_said(searchable: House):
    assert "只看了前 100 个字" in page(searchable, "上户口" * 50)
    assert len(searchable.search("上户口" * 50)["q"]) == LONGEST


def test_lines_and_control_characters_are_one_space():
    assert cleaned(" 上\n户\x00口\t ") == ("上 户 口", False)


@pytest.mark.parametrize("q", ["居民身份证补领", "居民身份證補領", "ju min shen fen zheng bu ling"])
def test_traditional_and_typed_pinyin_find_the_same(searchable: House, q: str):
    assert searchable.search(quote(q))["hits"][0]["id"] == "id-card"


def test_no_device_keeps_what_was_searched_for(searchable: House):
    assert searchable.door().page("/?q=x").headers["cache-control"] == "no-store"
    assert searchable.door().page("/").headers["cache-control"] == "private, no-cache"


def test_suggestions_are_few_plain_and_kept_for_a_minute(searchable: House):
    reply = searchable.door().fetch("/suggestions?q=公租")

    assert reply.json == {"suggestions": ["公租房"]}
    assert reply.headers["cache-control"] == "public, max-age=60"
    assert searchable.door().fetch("/suggestions").json == {"suggestions": []}


def test_the_other_base_path_is_the_assistants(searchable: House):
    there = searching.search(Entrance("assistant"), searchable.world, Cookies(), Query())
    here = searching.search(Entrance("search"), searchable.world, Cookies(), Query())

    assert there == Redirect("/search/assistant")
    assert isinstance(here, Results)


def test_nothing_that_was_typed_reaches_a_log(searchable: House, caplog: pytest.LogCaptureFixture):
    searchable.world.shelf.kept[searchable.current.key] = b"damaged"
    searchable.door().page(f"/?q={quote('王小明 13800138000 怎么上户口')}")

    assert "cannot be loaded" in caplog.text
    assert "13800138000" not in caplog.text
    assert "王小明" not in caplog.text


def test_a_title_in_pieces():
    hit = HitShown.model_validate(
        {**dict.fromkeys(HitShown.model_fields, ""), "version": 1, "open": True}
        | {"title": "身份证补领", "highlighted": [(0, 3)]}
    )

    assert hit.pieces == [("身份证", True), ("补领", False)]


def test_pages_are_small(house: House):
    lines = small_catalogue()
    many = [
        {**lines[0], "id": f"m{n}", "title": f"出生登记第{n}种", "summary": "很长的说明。" * 40}
        for n in range(60)
    ]
    house.release(42, [*lines, *many])

    assert len(page(house, "出生登记").encode()) < 60 * 1024
