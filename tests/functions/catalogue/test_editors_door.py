"""Editors at the door: forms filled in, looked at, published, taken back, and refused with what is wrong."""

import re
from html import unescape

import pytest

from functions.catalogue.model.content import PLACES
from functions.catalogue.use_cases import editing
from tests.functions.catalogue.conftest import LI, WANG, a_matter, at_the_door, editor, entries, text_of

ID = "newborn-household"
FORM = f"/editor/matters/{ID}"
HISTORY = f"/editor/entries/{ID}"


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
