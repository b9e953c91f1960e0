"""Calling from the page with the carrier's own SDK: nothing before a tap, and what to do when there is no way through."""

import re

import pytest
from playwright.sync_api import Page, expect

from local.seed import ENVIRONMENT
from tests.browser.conftest import PATIENCE
from tests.browser.people import ask, fits

CONTRACT = {
    "carrier/api-key": "SK" + "1" * 32,
    "carrier/api-secret": "an-api-secret-of-the-usual-length",
    "carrier/voice-app": "AP" + "2" * 32,
}
SDK = re.compile(r"/car-move/voice/[0-9a-f]{16}-twilio-[\d.]+\.min\.js$")
MINUTES = 6 * 60_000  # functions read parameters again after five


FUNCTION = "tongban-car-move-dev"


@pytest.fixture(scope="module")
def contract(province):
    """An operator has put the keys in. A changed variable starts the function anew, so that it reads them at once."""
    for name, value in CONTRACT.items():
        province.cloud.operator("infra.secrets", "set", ENVIRONMENT, name, given=value)
    functions = province.aws("lambda")
    known = functions.get_function_configuration(FunctionName=FUNCTION)["Environment"]["Variables"]
    functions.update_function_configuration(
        FunctionName=FUNCTION, Environment={"Variables": known | {"STARTED_FOR": "voice"}}
    )


def request_page(province, page: Page) -> str:
    """At the page of a request that offers to call; the masked number."""
    scene = province.scene()
    page.goto(scene.link)
    number = ask(page, scene.plate[-3:], scene.passer_by.number)
    offer = page.get_by_role("button", name="用网页通话")
    for _ in range(MINUTES // 5000):
        if offer.is_visible():
            break
        page.wait_for_timeout(5000)
        page.reload()
    expect(offer).to_be_visible()
    return number


@pytest.mark.usefixtures("contract")
def test_no_way_to_the_carrier_ends_with_the_number_to_dial(new_phone, province, photograph):
    page, asked = new_phone(), []
    page.context.grant_permissions(["microphone"])
    page.on("request", lambda sent: asked.append((sent.method, sent.url)))
    signalled: list[str] = []
    page.on("websocket", lambda socket: signalled.append(socket.url))
    number = request_page(province, page)
    assert not any(SDK.search(url) for _, url in asked)

    page.get_by_role("button", name="用网页通话").click()

    expect(page.get_by_role("button", name="挂断")).to_be_visible()
    expect(page.get_by_text("网页通话没有接通")).to_be_visible(timeout=PATIENCE)  # once the SDK has given up
    expect(page.get_by_role("link", name=number, exact=True)).to_have_attribute("href", f"tel:{number}")
    assert page.evaluate("typeof Twilio.Device") == "function"
    assert [method for method, url in asked if SDK.search(url)] == ["GET"]
    assert [method for method, url in asked if url.endswith("/voice-token")] == ["POST"]
    assert signalled == ["wss://voice-js.roaming.twilio.com/signal"]
    assert fits(page)
    photograph(page, "voice")


@pytest.mark.usefixtures("contract")
def test_a_refused_microphone_is_explained_and_nothing_is_fetched(new_phone, province):
    page, asked = new_phone(), []
    page.on("request", lambda sent: asked.append(sent.url))
    number = request_page(province, page)

    page.get_by_role("button", name="用网页通话").click()

    expect(page.get_by_text("浏览器没有允许使用麦克风")).to_be_visible()
    expect(page.get_by_role("link", name=number, exact=True)).to_be_visible()
    assert not any(SDK.search(url) or url.endswith("/voice-token") for url in asked)


@pytest.mark.usefixtures("contract")
def test_without_a_script_there_is_no_such_button(new_phone, province):
    scripted = new_phone()
    request_page(province, scripted)
    plain = new_phone(java_script_enabled=False)

    plain.goto(scripted.url)

    expect(plain.get_by_role("link", name="拨打专线号码")).to_be_visible()
    expect(plain.get_by_role("button", name="用网页通话")).to_be_hidden()
