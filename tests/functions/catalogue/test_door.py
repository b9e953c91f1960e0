"""At the door: guides and lists for everybody, and the same for programs."""

import re

import pytest

from functions.catalogue.use_cases import editing
from tests.functions.catalogue.conftest import WANG, a_matter, at_the_door, editor, text_of

ID = "newborn-household"
FORM = f"/editor/matters/{ID}"
HISTORY = f"/editor/entries/{ID}"


def test_a_guide_says_all_that_people_ask(loaded):
    page = at_the_door(loaded).page(f"/matters/{ID}")

    for said in [
        "出生登记",
        "1 个工作日",
        "5 个工作日",
        "不收费",
        "居民户口簿",
        "父母户口簿",
        "首页、户主页和本人页",
        "出生医学证明（登记机关调取）",
        "户口登记条例",
        "父母一方为本市户籍",
        "公安局",
        "12345",
        "户籍所在地派出所",
        "上户口要带什么？",
        "新生儿出生一件事",
        "上户口",
        "第 1 版",
        "2026-05-01",
        "不在通办办",
        "全省",
    ]:
        assert said in text_of(page), said
    assert "开始办理" not in page.text


def test_what_runs_here_has_one_button_that_starts_it(loaded):
    page = at_the_door(loaded).page("/matters/public-housing")

    assert re.findall(r'<a class="button primary" href="([^"]+)">开始办理', page.text) == ["/public-housing/"]
    assert "不在通办办" not in page.text


def test_where_it_is_not_open_it_says_so_and_where_it_is(loaded):
    page = at_the_door(loaded).page("/matters/fishing?area=3402")

    assert "在芜湖还没有开通；已经开通的：合肥" in text_of(page)


def test_a_life_event_goes_step_by_step(loaded):
    page = text_of(at_the_door(loaded).page("/scenarios/new-baby"))

    assert page.index("第 1 步 上户口") < page.index("出生登记") < page.index("第 2 步 申请公租房")
    assert "先办完第 1 步" in page


def test_a_question_is_answered_with_ways_on(loaded):
    page = at_the_door(loaded).page("/questions/q-papers")

    assert "带户口簿。" in page.text
    assert f'href="/catalogue/matters/{ID}"' in page.text


@pytest.mark.parametrize(
    ("path", "title"),
    [
        ("/themes/%E6%88%B7%E7%B1%8D%E5%8A%9E%E7%90%86", "出生登记"),
        ("/departments/公安局", "出生登记"),
        ("/audiences/自然人", "水上捕捞许可"),
        ("/scenarios", "新生儿出生一件事"),
        ("/", "户籍办理"),
    ],
)
def test_lists_lead_to_what_is_in_them(loaded, path, title):
    assert title in at_the_door(loaded).page(path).text


def test_the_house_switches_to_elder_mode_here_too_and_elders_have_a_list_of_theirs(loaded, write):
    write(ID, a_matter(elder=True))
    door = at_the_door(loaded)

    assert "出生登记" in door.page("/for-elders").text
    assert door.page("/elder?on=1&next=/catalogue/").location == "/catalogue/"
    assert 'class="elder"' in door.page(f"/matters/{ID}").text


@pytest.mark.parametrize(
    "path",
    [
        "/matters/no-such",
        "/matters/new-baby",
        "/scenarios/no-such",
        "/questions/no-such",
        "/themes/占卜",
        "/departments/没有这个局",
        "/audiences/外星人",
        f"/matters/{ID}%2F..",
    ],
)
def test_what_is_not_there_is_not_found(loaded, path):
    assert at_the_door(loaded).page(path).status == 404


def test_a_draft_is_not_there(world):
    editing.save(world, editor(WANG), ID, a_matter())

    assert at_the_door(world).page(f"/matters/{ID}").status == 404


def test_programs_read_json(loaded):
    door = at_the_door(loaded)

    guide = door.fetch(f"/matters/{ID}").json
    assert (guide["number"], guide["content"]["title"]) == (1, "出生登记")
    assert guide["materials"][1]["sample"].startswith("首页、户主页")
    assert door.fetch("/scenarios/new-baby").json["steps"][1]["after"] == [1]
    assert [it["id"] for it in door.fetch("/themes/户籍办理").json["items"]] == [ID]
    assert door.fetch("/").json["entries"] == 5
    assert door.fetch("/matters/no-such").status == 404


def test_pages_stay_small(loaded):
    door = at_the_door(loaded, WANG)

    for path in [f"/matters/{ID}", "/scenarios/new-baby", "/", FORM, HISTORY]:
        assert len(door.page(path).body) < 30_000, path
