"""An owner signs in on a small phone, puts up a car and takes its sticker home."""

import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import expect

from local.camera import QR, link_on
from tests.browser.people import fits, owner_with_phone, register, sign_in


def download(page, link):
    with page.expect_download() as waiting:
        page.get_by_role("link", name=link).click()
    return waiting.value.path()


@pytest.fixture
def sticker(phone, province):
    """The page from which a new owner prints a new sticker."""
    sign_in(phone, owner_with_phone(province))
    register(phone, province.plate())
    phone.get_by_role("link", name="查看和打印挪车码").click()
    expect(phone.get_by_role("img", name="挪车码")).to_be_visible()
    return phone


def test_signing_in_leads_back_to_where_one_was_going(phone, province, photograph):
    sign_in(phone, owner_with_phone(province))

    expect(phone.get_by_role("heading", name="我的车辆")).to_be_visible()
    assert fits(phone)


def test_a_new_car_gets_its_sticker_at_once(phone, province, photograph):
    sign_in(phone, owner_with_phone(province))

    register(phone, province.plate())

    expect(phone.get_by_text("挪车码使用中")).to_be_visible()
    assert fits(phone)
    photograph(phone, "vehicle")


def test_the_code_on_the_image_and_on_the_print_is_read_by_a_camera(sticker, province, photograph):
    image = Image.open(download(sticker, "保存图片")).convert("L")
    printed = download(sticker, "下载打印文件").read_bytes()

    [link] = {code.text for code in zxingcpp.read_barcodes(image, formats=QR)}
    assert link == link_on(printed)
    assert link.startswith(f"{province.cloud.instance.public_url}/M/".upper())
    assert fits(sticker)
    photograph(sticker, "sticker")


def test_a_plate_that_cannot_be_is_explained_beside_its_field(phone, province):
    sign_in(phone, owner_with_phone(province), then="/car-move/vehicles/new")

    phone.get_by_label("车牌号").fill("皖I12345")
    phone.get_by_role("button", name="登记并领取挪车码").click()

    expect(phone.locator("#plate-error")).to_contain_text("没有字母 I 和 O")
    expect(phone.get_by_label("车牌号")).to_have_value("皖I12345")


def test_a_paused_car_can_be_resumed(phone, province):
    sign_in(phone, owner_with_phone(province))
    register(phone, province.plate())

    phone.get_by_role("button", name="暂停").click()
    expect(phone.get_by_text("已暂停").first).to_be_visible()
    phone.get_by_role("button", name="恢复").click()
    expect(phone.get_by_text("挪车码使用中")).to_be_visible()
