"""A phone-sized Chromium before the journeys' province; skipped, with the reason, where there is no browser."""

import io
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, sync_playwright

from local import browser as machine
from local import officers, seed
from local.waiting import until
from local.web import HTML
from local.web import Browser as Reader
from tests.browser.hall import PHONE_390, Citizen, Desk, cookies_of
from tests.province import Province

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"]
FLAGS += ["--use-fake-device-for-media-stream"]  # a microphone that beeps
FLAGS += ["--disable-background-networking", "--disable-component-update", "--disable-sync"]
PHONE: dict[str, Any] = {
    "viewport": {"width": 360, "height": 740},
    "device_scale_factor": 2,
    "is_mobile": True,
}
PHONE |= {"has_touch": True, "locale": "zh-CN", "timezone_id": "Asia/Shanghai"}
PATIENCE = 30_000


@pytest.fixture(scope="module")
def playwright() -> Iterator[Playwright]:
    """Ended with its module: Playwright keeps an event loop running, and other tests have loops of their own."""
    if reason := machine.why_not():
        pytest.skip(reason)
    with sync_playwright() as running:
        yield running


@pytest.fixture(scope="module")
def chromium(playwright: Playwright) -> Iterator[Browser]:
    browser = playwright.chromium.launch(executable_path=str(machine.CHROMIUM), args=FLAGS)
    yield browser
    browser.close()


NewPhone = Callable[..., Page]


@pytest.fixture
def new_phone(chromium: Browser, province: Province) -> Iterator[NewPhone]:
    """A browser of its own, with its own cookies; what breaks in a page breaks the test."""
    opened: list[BrowserContext] = []
    troubles: list[str] = []

    def make(**how: Any) -> Page:
        context = chromium.new_context(base_url=province.cloud.instance.public_url, **PHONE | how)
        context.set_default_timeout(PATIENCE)
        opened.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: troubles.append(str(error)))
        return page

    yield make
    for context in opened:
        context.close()
    assert troubles == []


@pytest.fixture
def phone(new_phone: NewPhone) -> Page:
    return new_phone()


@pytest.fixture
def citizen(new_phone: NewPhone, province: Province) -> Callable[..., Citizen]:
    """Somebody whom the police know by this name, with a phone in their hand that is like this."""
    return lambda name, id_number="", **how: Citizen(province, new_phone(**PHONE_390 | how), name, id_number)


@pytest.fixture(scope="session")
def published(province: Province) -> None:
    """Our own catalogue, as an operator publishes it; the front page shows it a moment later."""
    seed.catalogue(province.cloud)
    reader = Reader(province.door)
    until(lambda: "人生大事" in reader.get("/", accept=HTML).text, patience=60)


@pytest.fixture(scope="session")
def anybody(province: Province, published: None) -> Reader:
    """A program that searches, once the newest release of our own catalogue is what answers."""
    reader = Reader(province.door)
    newest = int(reader.get("/catalogue/").json()["number"])
    until(lambda: int(reader.get("/search/?q=x").json()["release"] or 0) >= newest, patience=120)
    return reader


@pytest.fixture(scope="session")
def family(province: Province) -> Callable[[int], tuple[str, str]]:
    """Name and ID number of the head of the nth family where the officers work; each test takes another one."""
    homes = province.cloud.registries.households(officers.COMMUNITY.area)
    heads = [home["members"][0] for home in homes if not home["note"]]
    return lambda number: (heads[number]["name"], heads[number]["id_number"])


@pytest.fixture(scope="session")
def officials(province: Province) -> list[officers.AtWork]:
    """Of community, street and bureau, signed in once: in the order in which a case comes to them."""
    steps = [officers.COMMUNITY, officers.STREET, officers.BUREAU]
    at_work = [officers.at_work(province.cloud, official) for official in steps]
    for official in at_work:
        official.sign_in()
    return at_work


@pytest.fixture(scope="module")
def desks(chromium: Browser, province: Province, officials: list[officers.AtWork]) -> Iterator[list[Desk]]:
    """Theirs, each with a browser of its own."""
    address = province.cloud.instance.public_url
    contexts = [chromium.new_context(base_url=address, **PHONE | PHONE_390) for _ in officials]
    for context in contexts:
        context.set_default_timeout(PATIENCE)
    yield [Desk(context, at_work) for context, at_work in zip(contexts, officials, strict=True)]
    for context in contexts:
        context.close()


@pytest.fixture(scope="session")
def editors(province: Province) -> list[officers.AtWork]:
    """Two of the catalogue's, signed in once."""
    both = [officers.at_work(province.cloud, one) for one in (officers.EDITOR, officers.EDITOR_TOO)]
    for one in both:
        one.sign_in()
    return both


@pytest.fixture
def editors_pages(new_phone: NewPhone, editors: list[officers.AtWork]) -> list[Page]:
    """Theirs, each on a telephone of its own."""
    pages = [new_phone() for _ in editors]
    for page, editor in zip(pages, editors, strict=True):
        page.context.add_cookies(cookies_of(editor))
    return pages


@pytest.fixture
def photograph() -> Callable[..., None]:
    """Keep a picture of the page for the README, when asked to: PHOTOGRAPHS=docs/images pytest tests/browser."""
    folder = os.environ.get("PHOTOGRAPHS")

    def take(page: Page, name: str) -> None:
        if folder:
            page.evaluate("scrollTo(0, 0)")
            picture = Image.open(io.BytesIO(page.screenshot())).quantize(128)
            picture.save(Path(folder) / f"{name}.png", optimize=True)

    return take
