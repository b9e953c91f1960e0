"""Somebody who does not know what it is called finds it by one question, goes a life event step by step, and is handed to a clerk who answers."""

import re
from dataclasses import dataclass
from urllib.parse import quote

import pytest
from playwright.sync_api import Page, expect

from local.officers import AtWork, Official, enrol
from local.seed import ENVIRONMENT
from local.waiting import until
from simulators.transcriber.jobs import Memory
from simulators.transcriber.server import Options
from tests.browser.hall import cookies_of
from tests.browser.people import fits
from tests.browser.test_accessibility import WCAG
from tests.simulators.transcriber.running import running

HOME, DESK = "/search/assistant", "/search/assistant/desk"
CLERK = Official("counter", "窗口", "+8613955100041", "3401", 4, "340102198001110010", role="clerk")
NONSENSE = "今晚火锅吃什么锅底"
FUNCTION = "tongban-search-dev"
SAID = "身份证丢了怎么办"
MOST_BYTES = 60_000


@pytest.fixture(scope="module")
def transcriber(province):
    """Its address; it reads and writes the cloud's files."""
    files = province.aws("s3")

    def read(bucket, key):
        return files.get_object(Bucket=bucket, Key=key)["Body"].read()

    def write(bucket, key, body):
        files.put_object(Bucket=bucket, Key=key, Body=body)

    with running(Options(0, Memory(otherwise=SAID), read, write)) as url:
        yield url


@pytest.fixture(scope="module", autouse=True)
def searchable(province, published, transcriber):
    """The catalogue is published, and an index of it answers; speech is switched on, as an operator does."""
    province.cloud.operator("infra.secrets", "set", ENVIRONMENT, "assistant/transcribe", given="on")
    province.cloud.operator(
        "infra.secrets", "set", ENVIRONMENT, "assistant/transcribe-url", given=transcriber
    )
    functions = province.aws("lambda")
    known = functions.get_function_configuration(FunctionName=FUNCTION)["Environment"]["Variables"]
    functions.update_function_configuration(
        FunctionName=FUNCTION, Environment={"Variables": known | {"STARTED_FOR": "assistant"}}
    )
    browser = province.passer_by().browser

    def found(words, entry):
        """A release comes in several, and each container looks for the newest index now and then."""
        told = browser.get(f"/search/?q={quote(words)}").json()
        return entry in [hit["id"] for hit in told["hits"]]

    until(lambda: found("护照", "passport-first") and found("新生儿出生一件事", "new-baby"), patience=180)


@pytest.fixture
def clerk(province, new_phone):
    enrol(province.cloud, CLERK)
    somebody, page = AtWork(province.cloud, CLERK), new_phone()
    somebody.sign_in()
    page.context.add_cookies(cookies_of(somebody))
    return page


@dataclass
class Talker:
    """Somebody at the assistant's page."""

    page: Page

    def says(self, words: str) -> None:
        self.page.get_by_role("textbox").fill(words)
        self.page.get_by_role("button", name="发送").click()
        expect(self.page.locator(".bubble.mine").last).to_contain_text(words)

    def press(self, name: str) -> None:
        self.page.get_by_role("button", name=name).click()

    def is_told(self, words: str) -> None:
        expect(self.page.get_by_text(words).first).to_be_visible()


def faults(page):
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page, options=WCAG).response["violations"]
    return [f"{fault['id']}: {fault['nodes'][0]['html']}" for fault in found]


def looks_right(page):
    assert fits(page)
    assert faults(page) == []
    assert len(page.content().encode()) < MOST_BYTES


@pytest.mark.parametrize("scripted", [True, False], ids=["with a script", "without one"])
def test_one_question_leads_to_the_matter(new_phone, scripted):
    talker = Talker(new_phone(java_script_enabled=scripted))
    talker.page.goto("/assistant/")
    expect(talker.page.get_by_role("heading", level=1)).to_have_text("办事助手")
    talker.says("护照")
    talker.is_told("您要做哪一种？")
    talker.press("第一次办")
    talker.is_told("您要办的应该是“普通护照首次申领”。")
    expect(talker.page.get_by_text("passport-first")).to_be_visible()
    assert fits(talker.page)
    talker.page.get_by_role("link", name="看办事指南").first.click()
    expect(talker.page.get_by_role("heading", level=1)).to_have_text("普通护照首次申领")
    if scripted:
        talker.page.go_back()
        talker.is_told("您要办的应该是“普通护照首次申领”。")


@pytest.mark.parametrize("mode", ["标准版", "长辈版"])
def test_a_life_event_goes_step_by_step(new_phone, photograph, mode):
    talker = Talker(new_phone())
    if mode == "长辈版":
        talker.page.goto(f"/search/elder?on=1&next={HOME}")
    talker.page.goto(HOME)
    looks_right(talker.page)
    talker.says("生孩子要办什么手续")
    talker.is_told("这是一件事：“新生儿出生一件事”")
    looks_right(talker.page)
    talker.page.get_by_label("生育登记").check()
    talker.press("看下一步")
    talker.is_told("下一步：开出生医学证明")
    looks_right(talker.page)
    photograph(talker.page, "assistant-elder" if mode == "长辈版" else "assistant")
    talker.press("“开出生医学证明”办好了，下一步")
    talker.is_told("下一步：上户口")
    talker.press("从头开始")
    expect(talker.page.get_by_text("新生儿出生一件事")).to_have_count(0)


def test_after_two_failures_a_clerk_answers_and_the_citizen_reads(phone, clerk):
    talker = Talker(phone)
    phone.goto(HOME)
    talker.says(NONSENSE)
    talker.is_told("这个我不知道")
    talker.says("火星护照盖章")
    if phone.get_by_role("button", name="都不是").is_visible():
        talker.press("都不是")
    talker.is_told("您排在第")
    looks_right(phone)

    clerk.goto(DESK)
    looks_right(clerk)
    clerk.get_by_role("button", name="接入").first.click()
    expect(clerk.get_by_text(NONSENSE)).to_be_visible()
    looks_right(clerk)
    clerk.get_by_label("回复").fill("您好，这件事没有这样的手续。")
    clerk.get_by_role("button", name="发送").click()

    talker.is_told("您好，这件事没有这样的手续。")
    talker.is_told("工作人员正在为您服务")
    looks_right(phone)
    clerk.get_by_role("button", name="结束这段对话").click()
    expect(clerk.get_by_text("这段对话已经结束")).to_be_visible()
    phone.reload()
    talker.is_told("工作人员结束了这次服务")


def test_by_keyboard_alone(phone):
    phone.goto(HOME)
    box = phone.get_by_role("textbox")
    for _ in range(20):
        if box.evaluate("(it) => it === document.activeElement"):
            break
        phone.keyboard.press("Tab")
    phone.keyboard.type("护照")
    phone.keyboard.press("Enter")
    expect(phone.get_by_role("button", name="第一次办")).to_be_visible()


def test_speech_is_recorded_heard_and_searched(new_phone, province):
    """The microphone beeps; what it is said to have said, the simulator knows."""
    page = new_phone()
    page.context.grant_permissions(["microphone"])
    page.goto(HOME)
    page.get_by_role("link", name="按这里说话").click()
    expect(page.get_by_text("就是同意把这段话转成文字")).to_be_visible()
    looks_right(page)
    page.get_by_role("button", name="开始录音").click()
    expect(page.get_by_text("正在录音，请说。")).to_be_visible()
    page.wait_for_timeout(1200)
    page.get_by_role("button", name="说完了，发送").click()
    page.wait_for_url(re.compile(r"recording="))
    expect(page.locator(".bubble.mine").last).to_contain_text(SAID)
    expect(page.get_by_text("您要办的应该是“居民身份证挂失、丢失补领”。")).to_be_visible()
    expect(page.get_by_text("录音已经删除")).to_be_visible()
    bucket = province.aws("ssm").get_parameter(Name="/tongban/dev/files/search")["Parameter"]["Value"]
    assert "Contents" not in province.aws("s3").list_objects_v2(Bucket=bucket)


def test_a_refused_microphone_leaves_the_file_and_the_keyboard(new_phone):
    page = new_phone()
    page.goto(f"{HOME}/voice?turn=0")
    page.get_by_role("button", name="开始录音").click()
    expect(page.get_by_text("浏览器没有允许使用麦克风")).to_be_visible()
    expect(page.get_by_label("用手机录一段")).to_be_visible()


def test_without_a_script_a_file_is_sent(new_phone):
    page = new_phone(java_script_enabled=False)
    page.goto(f"{HOME}/voice?turn=0")
    page.get_by_label("用手机录一段").set_input_files(
        {"name": "voice.webm", "mimeType": "audio/webm", "buffer": b"\x1a\x45\xdf\xa3" + bytes(2000)}
    )
    page.get_by_role("button", name="同意并发送").click()
    page.wait_for_url(re.compile(r"recording="))
    for _ in range(20):
        look = page.get_by_role("link", name="看看好了没有")
        if not look.is_visible():
            break
        page.wait_for_timeout(500)
        look.click()
    expect(page.get_by_text("录音已经删除")).to_be_visible()
