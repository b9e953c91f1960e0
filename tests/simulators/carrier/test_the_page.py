"""The page with the telephones, used by hand in a real browser."""

import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Locator, Page, sync_playwright

from tests.simulators.carrier.conftest import Running

X = "+6531290001"
PASSER_BY = "+6591230001"
OWNER = "+6591230002"
CHROMIUM = shutil.which("chromium")
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
)
FLAGS += ("--disable-component-update", "--disable-sync")
SMALL = """() => [...document.querySelectorAll("button, input, select, a, summary")]
  .filter((one) => one.offsetParent)
  .map((one) => [one.outerHTML, (one.closest("label.check") || one).getBoundingClientRect()])
  .filter(([_, box]) => box.width < 44 || box.height < 44).map(([html]) => html)"""


@pytest.fixture(scope="module")
def browser_page() -> Iterator[Page]:
    if CHROMIUM is None:
        pytest.skip("chromium is not installed")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        yield browser.new_page(viewport={"width": 375, "height": 812})
        browser.close()


@pytest.fixture
def page(browser_page: Page, running: Running) -> Iterator[Page]:
    problems: list[str] = []
    browser_page.on(
        "console", lambda message: problems.append(message.text) if message.type == "error" else None
    )
    browser_page.on("pageerror", lambda problem: problems.append(str(problem)))
    running.sdk.incoming_phone_numbers.create(phone_number=X)
    running.carrier.add_handset(PASSER_BY, "路人")
    running.carrier.add_handset(OWNER, "车主")
    yield browser_page
    browser_page.goto("about:blank")
    assert problems == []


def handset(page: Page, number: str) -> Locator:
    return page.locator("article", has_text=number)


def press(where: Locator, name: str) -> None:
    where.get_by_role("button", name=name, exact=True).click()


def test_a_call_is_answered_talked_through_and_hung_up(page: Page, running: Running) -> None:
    page.goto(running.url)
    owner = handset(page, OWNER)
    twiml = "<Response><Gather numDigits='1'><Say>请按一</Say></Gather><Say>没按</Say></Response>"
    running.sdk.calls.create(to=OWNER, from_=X, twiml=twiml)
    owner.get_by_text(X).wait_for()
    press(owner, "接听")
    owner.get_by_text("请按键").wait_for()
    press(owner, "按键 1")
    running.carrier.phone(OWNER).wait(heard="请按一")
    assert running.carrier.ledger().of("pressed")[0]["key"] == "1"


def test_the_number_to_dial_can_come_with_the_link(page: Page, running: Running) -> None:
    page.goto(f"{running.url}/?dial={X}")
    press(handset(page, PASSER_BY), "拨打")
    running.carrier.phone(PASSER_BY).wait(heard="空号")
    assert running.carrier.ledger().handset(PASSER_BY).displayed[0] == X


def test_a_text_is_written_and_one_received(page: Page, running: Running) -> None:
    page.goto(f"{running.url}/handsets/%2B6591230001?dial={X}")
    card = handset(page, PASSER_BY)
    card.get_by_label("短信内容").fill("我在车旁")
    press(card, "发送")
    card.get_by_text("我在车旁").wait_for()
    running.sdk.messages.create(to=PASSER_BY, from_=X, body="马上到")
    card.get_by_text("马上到").wait_for()
    assert handset(page, OWNER).count() == 0


def test_a_handset_is_added_and_a_fault_is_set(page: Page, running: Running) -> None:
    page.goto(running.url)
    page.get_by_text("添加手机").click()
    page.get_by_label("手机号").fill("+6591230003")
    page.get_by_label("称呼").fill("家人")
    press(page.locator("#add"), "添加")
    handset(page, "+6591230003").wait_for()
    page.get_by_text("故障").click()
    page.get_by_label("签名错误").check()
    page.get_by_text("1 项").wait_for()
    assert running.carrier.ask("GET", "/_sim/faults")["bad_signature"] is True


def test_every_target_is_large_enough_and_nothing_overflows(page: Page, running: Running) -> None:
    page.goto(running.url)
    handset(page, OWNER).wait_for()
    for summary in page.locator("summary").all():
        summary.click()
    assert page.evaluate(SMALL) == []
    assert page.evaluate("document.documentElement.scrollWidth") == 375
