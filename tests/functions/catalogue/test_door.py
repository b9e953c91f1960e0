"""At the door: guides for everybody, forms for editors, and the same for programs."""

import re
from html import unescape

import pytest

from functions.catalogue.model.content import PLACES
from functions.catalogue.use_cases import editing
from tests.functions.catalogue.conftest import LI, WANG, a_matter, at_the_door, editor, entries

ID = "newborn-household"
FORM = f"/editor/matters/{ID}"
HISTORY = f"/editor/entries/{ID}"


def text_of(reply):
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", reply.text)))


def filled(page):
    """What a browser would send of the form on the page, unchanged."""
    areas = re.findall(r'<textarea id="(\w+)"[^>]*>([^<]*)</textarea>', page.text)
    fields = {name: unescape(value) for name, value in areas}
    for tag in re.findall(r"<input [^>]*>", page.text):
        said = dict(re.findall(r'(\w+)="([^"]*)"', tag))
        if said.get("type") in {"text", "date"}:
            fields[said["name"]] = unescape(said["value"])
        elif said.get("type") == "checkbox" and " checked" in tag:
            fields.setdefault(said["name"], []).append(said["value"])
    for name, options in re.findall(r'<select id="(\w+)".*?>(.*?)</select>', page.text, re.DOTALL):
        chosen = re.search(r'value="([^"]*)" selected', options)
        fields[name] = chosen[1] if chosen else ""
    return fields


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


def test_from_the_form_to_the_page_everybody_sees(loaded):
    """As two browsers without a script do it."""
    wang = at_the_door(loaded, WANG)
    page = wang.page(FORM)
    changed = filled(page) | {"summary": "孩子出生一个月内登记户口。", "note": "写清时间"}
    saved = wang.submit(FORM, on=page, **changed)
    assert saved.location == f"/catalogue{HISTORY}"

    history = wang.page(HISTORY)
    assert "孩子出生一个月内登记户口。" in history.text
    assert re.findall("<h3>(.*?)</h3>", history.text)[:1] == ["一句话说明"]
    assert "没有发现问题" in history.text
    assert "只有编目员看得到" in wang.page(f"{FORM}/preview").text
    wang.submit(f"{HISTORY}/propose", on=wang.page(HISTORY))
    assert "等另一位编目员审核" in wang.page(HISTORY).text
    assert wang.submit(f"{HISTORY}/publish", on=wang.page(HISTORY)).status == 403

    li = at_the_door(loaded, LI)
    li.submit(f"{HISTORY}/publish", on=li.page(HISTORY))
    assert "孩子出生一个月内登记户口。" in at_the_door(loaded).page(f"/matters/{ID}").text

    li = at_the_door(loaded, LI)
    li.submit(f"{HISTORY}/rollback/1", on=li.page(HISTORY))
    assert "回退到第 1 版" in li.page(HISTORY).text


def test_an_unchanged_form_changes_nothing(loaded):
    wang = at_the_door(loaded, WANG)
    page = wang.page(FORM)

    wang.submit(FORM, on=page, **filled(page))

    assert "和现在生效的一样" in wang.page(HISTORY).text


@pytest.mark.parametrize("entry_id", ["new-baby", "q-papers"])
def test_nor_does_that_of_a_life_event_or_a_question(loaded, entry_id):
    wang = at_the_door(loaded, WANG)
    form = f"/editor/{PLACES[entries()[entry_id].kind]}/{entry_id}"
    page = wang.page(form)

    wang.submit(form, on=page, **filled(page))

    assert "和现在生效的一样" in wang.page(f"/editor/entries/{entry_id}").text
    assert wang.page(f"{form}/preview").status == 200


def test_what_people_said_is_put_into_the_form_from_a_link(loaded):
    page = at_the_door(loaded, WANG).page(f"{FORM}?utterance=娃的户口咋上")

    assert filled(page)["utterances"].splitlines() == ["宝宝出生了怎么上户口", "娃的户口咋上"]
    assert "已经把“娃的户口咋上”放进问法里" in page.text


WRONG = {
    "materials": ("居民身份证|邻居借的", "第 1 行：“邻居借的”不对"),
    "promised": ("三天", "请填写天数"),
    "synonyms": ("高职扩招", "第 1 行：请写成"),
    "runs_at": ("https://elsewhere.example/", "格式不对"),
    "title": ("", "至少要 2 个字"),
    "theme": ("占卜", "请从给出的主题中选择"),
    "effective": ("明天", "请填写日期"),
    "audience": ([], "至少要选 1 项"),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_is_wrong_stands_at_its_field_and_nothing_is_lost(loaded, name):
    value, says = WRONG[name]
    wang = at_the_door(loaded, WANG)
    page = wang.page(FORM)

    wrong = wang.submit(
        FORM, on=page, **filled(page) | {name: value, "summary": "不要丢。", "areas": ["3401", "3402"]}
    )

    assert wrong.status == 422
    assert says in text_of(wrong)
    assert "不要丢。" in wrong.text
    assert filled(wrong)["areas"] == ["3401", "3402"]
    assert wang.page(HISTORY).status == 200
    assert "草稿" not in text_of(wang.page(HISTORY))


def test_steps_that_wait_for_later_ones_are_refused(loaded):
    wang = at_the_door(loaded, WANG)
    page = wang.page("/editor/scenarios/new-baby")

    wrong = wang.submit(
        "/editor/scenarios/new-baby", on=page, **filled(page) | {"steps": "上户口||结婚\n结婚"}
    )

    assert "第 1 行：要等的“结婚”没有写在它上面。" in wrong.text


def test_a_new_entry_begins_with_its_id(loaded):
    wang = at_the_door(loaded, WANG)

    begun = wang.submit("/editor/new", on=wang.page("/editor"), what="question", id="q-college")
    taken = wang.submit("/editor/new", on=wang.page("/editor"), what="matter", id=ID)
    odd = wang.submit("/editor/new", on=wang.page("/editor"), what="matter", id="大写 A")

    assert begun.location == "/catalogue/editor/questions/q-college"
    assert "这个编号已经有了" in taken.text
    assert odd.status == 422
    page = wang.page("/editor/questions/q-college?utterance=高职扩招怎么报名")
    saved = wang.submit(
        "/editor/questions/q-college",
        on=page,
        **filled(page) | {"title": "高职扩招怎么报名？", "answer": "看通知。"},
    )
    assert saved.location == "/catalogue/editor/entries/q-college"


def test_the_desk_shows_what_is_to_do(loaded):
    editing.save(loaded, editor(WANG), ID, a_matter(summary="草稿。"))

    assert "我写的" in at_the_door(loaded, WANG).page("/editor").text
    theirs = at_the_door(loaded, LI).page("/editor").text
    assert "wang00 写的" in theirs
    assert WANG not in theirs


def test_entries_are_found_by_how_they_begin(loaded):
    page = at_the_door(loaded, WANG).page("/editor/entries?what=matter&begins=公共")

    assert "公共租赁住房资格确认" in page.text
    assert "出生登记" not in page.text


@pytest.mark.parametrize("path", ["/editor", "/editor/entries", HISTORY, FORM, f"{FORM}/preview"])
def test_nobody_else_sees_the_desk(loaded, path):
    assert at_the_door(loaded).page(path).location.startswith("/identity/sign-in")
    assert at_the_door(loaded, "citizen-1", "citizen").page(path).status == 403


def test_pages_stay_small(loaded):
    door = at_the_door(loaded, WANG)

    for path in [f"/matters/{ID}", "/scenarios/new-baby", "/", FORM, HISTORY]:
        assert len(door.page(path).body) < 30_000, path
