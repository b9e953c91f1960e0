"""The comfort that the script adds to a matter's form: it saves itself, and asks only what an answer calls for.

A page and a browser are enough for it; what the page sends is caught on its way.
"""

from urllib.parse import parse_qs

import pytest
from playwright.sync_api import Page, Route, expect

from chalicelib.assets import PAGES
from tests.application.applicant import door_of
from tests.browser.conftest import PHONE

HERE = "https://tongban.example"


@pytest.fixture
def form(world) -> str:
    """The path of a form that was just begun."""
    door = door_of(world, "public-housing")
    return door.submit("/applications", door.page("/start?area=3401"), area="3401", consent="true").location


@pytest.fixture
def page(chromium, world, form):
    """A phone that shows it; what it saves is in ``page.saved``."""
    context = chromium.new_context(base_url=HERE, **PHONE)
    page = context.new_page()
    page.saved, page.answer = [], 200
    shown = door_of(world, "public-housing").page(form.removeprefix("/public-housing")).text

    def reply(route: Route) -> None:
        if route.request.method == "PUT":
            page.saved.append(parse_qs(route.request.post_data or ""))
            route.fulfill(status=page.answer, json={})
        elif route.request.url.endswith(".js"):
            route.fulfill(path=PAGES / "script.js", content_type="text/javascript")
        elif route.request.url.endswith(".css"):
            route.fulfill(path=PAGES / "style.css", content_type="text/css")
        else:
            route.fulfill(body=shown, content_type="text/html; charset=utf-8")

    context.route("**/*", reply)
    page.goto(form)
    yield page
    context.close()


def test_what_was_typed_is_saved_a_moment_later(page: Page) -> None:
    page.get_by_label("现在的住处", exact=True).fill("长江路1号")

    expect(page.locator("[data-autosave]")).to_contain_text("已自动保存")
    assert page.saved[-1]["home_now"] == ["长江路1号"]


def test_that_it_could_not_be_saved_is_said(page: Page) -> None:
    page.answer = 503
    page.get_by_label("现在的住处", exact=True).fill("长江路1号")

    expect(page.locator("[data-autosave]")).to_contain_text("没有保存上")


def test_a_question_comes_with_the_answer_that_calls_for_it(page: Page) -> None:
    graduated = page.get_by_label("毕业日期")
    expect(graduated).to_be_hidden()

    page.get_by_label("新就业无房职工").check()
    expect(graduated).to_be_visible()

    page.get_by_label("外来务工人员").check()
    expect(graduated).to_be_hidden()
