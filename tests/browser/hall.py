"""The people of a government hall on their phones: citizens who apply, officers who decide, and the days that pass between."""

import io
import json
import re
from datetime import UTC, datetime, timedelta

from PIL import Image
from playwright.sync_api import expect
from pypdf import PdfWriter

from local.people import Owner
from local.waiting import until
from tests.browser.people import fits

HOUSING = "/public-housing"
PHONE_390 = {"viewport": {"width": 390, "height": 844}, "device_scale_factor": 1}


def photo():
    """A JPEG as a telephone takes it."""
    kept = io.BytesIO()
    Image.new("RGB", (800, 600), "#ddeecc").save(kept, "JPEG")
    return {"name": "photo.jpg", "mimeType": "image/jpeg", "buffer": kept.getvalue()}


def scan():
    """A PDF of one page."""
    kept, paper = io.BytesIO(), PdfWriter()
    paper.add_blank_page(595, 842)
    paper.write(kept)
    return {"name": "contract.pdf", "mimeType": "application/pdf", "buffer": kept.getvalue()}


class Citizen:
    """Somebody the police know, with a telephone; ``page`` is what they look at."""

    def __init__(self, province, page, name, id_number=""):
        self.province, self.page, self.name = province, page, name
        self.id_number = id_number or province.cloud.registries.number_of(name)
        self.owner = Owner(province.door, province.carrier, province.number(), name)
        self.case = ""

    def click(self, words, role="button"):
        self.page.get_by_role(role, name=words).first.click()

    def start(self, base=HOUSING, city="合肥市"):
        """From the guide: sign in by telephone and real name, and back to where one wanted to go."""
        self.page.goto(f"{base}/")
        self.click(city, "link") if city else None
        self.click("开始办理", "link")
        self._sign_in()
        self.be_known()

    def _sign_in(self):
        since = self.owner.carrier.ledger().last
        self.page.get_by_label("手机号", exact=False).fill(self.owner.number)
        self.click("获取短信验证码")
        self.page.get_by_label("6 位验证码").fill(self.owner.code(since))
        self.click("登录")

    def be_known(self):
        self.page.get_by_role("textbox", name="姓名").fill(self.name)
        self.page.get_by_role("textbox", name="身份证号").fill(self.id_number)
        self.page.get_by_label(re.compile("同意平台")).check()
        self.click("开始认证")

    def agree(self):
        self.page.get_by_label(re.compile("我同意为这件申请")).check()
        self.click(re.compile("开始填写"))
        self.page.wait_for_url(re.compile(r"/applications/\w+/form"))
        self.case = self.page.url.split("/")[-2]

    def fill_in(self):
        """The housing form, as far as it has to be filled in."""
        self.page.get_by_label("城镇住房收入困难家庭").check()
        self.page.get_by_label("现在的住处", exact=True).fill("瑶海区示例路 12 号 3 栋 401")
        self.page.get_by_label("租的").check()
        self.page.get_by_label("两居室").check()

    def send(self, material, file):
        self.page.locator(f"#file-{material}").set_input_files(file)
        with self.page.expect_navigation():  # to where files are kept, and back
            self.page.locator(f"#{material} form button").click()
        expect(self.page.locator(f"#{material}")).to_contain_text("已上传")

    def hand_in(self):
        """The uploads and the last look; on the page that follows the case has its number."""
        self.click("保存，继续下一步")
        self.send("commitment", photo())
        self.send("contract", scan())
        self.click("下一步：核对并提交", "link")
        self.submit()

    def submit(self):
        self.page.get_by_label(re.compile("我填写的内容属实")).check()
        self.click("提交申请")
        expect(self.page.get_by_text("提交成功")).to_be_visible()

    def apply(self):
        """A whole application for public housing."""
        self.start()
        self.agree()
        self.fill_in()
        self.hand_in()
        return self

    def look(self, words, what=""):
        """Their application's page, as often as it takes until it says so."""
        self.page.goto(f"{HOUSING}/applications/{self.case}{what}")
        again(self.page, words)
        assert fits(self.page)


def again(page, text):
    """Reload, as people do: the state machine and facts take a moment from one door to another."""
    until(lambda: page.get_by_text(text).count() or (page.reload() and 0), patience=30)


class Desk:
    """An officer before a browser of their own, signed in; ``base`` is the matter whose desk they sit at."""

    def __init__(self, context, at_work, base=HOUSING):
        context.add_cookies(cookies_of(at_work))
        self.page, self.base = context.new_page(), base

    def open(self, case):
        self.page.goto(f"{self.base}/officer/cases/{case}")
        again(self.page, "认领")

    def claim(self, case):
        self.open(case)
        self.page.get_by_role("button", name="认领").click()
        expect(self.page.get_by_text("已认领。")).to_be_visible()

    def decide(self, case, verb="同意", words="材料齐全，情况属实。"):
        self.claim(case)
        self.page.get_by_label("说明").first.fill(words)
        self.page.get_by_role("button", name=verb, exact=True).click()
        expect(self.page.get_by_role("status")).to_contain_text("已")


def approved_by_all(desks, case):
    for desk in desks:
        desk.decide(case)


def cookies_of(person):
    return [
        {"name": one.name, "value": one.value, "domain": "127.0.0.1", "path": one.path}
        for one in person.browser.cookies
    ]


def let_the_notice_pass(province, case):
    """A notice stands for five working days. Nobody can hurry them, so the test sets back the day on which it ends.

    The case's row is changed where it is kept, under the lock that the platform itself uses (``version``); the case is then
    looked at, as its state machine or the minute's sweep would.
    """
    key = {"pk": {"S": case}, "sk": {"S": "Case"}}
    table = province.aws("dynamodb")
    row = table.get_item(TableName="tongban-public-housing-dev", Key=key, ConsistentRead=True)["Item"]
    yesterday = (datetime.now(UTC) - timedelta(days=1)).isoformat()
    body = json.dumps(json.loads(row["body"]["S"]) | {"notice_until": yesterday}, ensure_ascii=False)
    table.update_item(
        TableName="tongban-public-housing-dev",
        Key=key,
        UpdateExpression="SET body = :body, version = version + :one",
        ConditionExpression="version = :seen",
        ExpressionAttributeValues={":body": {"S": body}, ":seen": row["version"], ":one": {"N": "1"}},
    )

    call(province, "on_step", {"do": "advance", "case_id": case})


def a_minute_passes(province):
    """What EventBridge does once a minute: here now, so that nobody waits for it."""
    words = ("version", "account", "region", "detail-type", "source", "time", "id")
    call(province, "sweep", dict.fromkeys(words, "") | {"detail": {}, "resources": []})


def call(province, function, given):
    name = f"tongban-public-housing-dev-{function}"
    done = province.aws("lambda").invoke(FunctionName=name, Payload=json.dumps(given))
    assert "FunctionError" not in done, done["Payload"].read()
