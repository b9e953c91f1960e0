"""What a passer-by adds to a request, with the camera and the map of their phone, and the owner sees on theirs."""

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from tests.browser.people import ask, fits

HEFEI = {"latitude": 31.82064, "longitude": 117.22721}
SECRET = "31.82064N 117.22721E"


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    """As a telephone takes it: it says where, and which way up it was held."""
    exif = Image.Exif()
    exif[0x010E], exif[0x0112] = SECRET, 6
    path = tmp_path / "street.jpg"
    Image.new("RGB", (320, 240), "#806040").save(path, "JPEG", exif=exif)
    return path


def at_the_request(scene, new_phone, **how) -> Page:
    page = new_phone(**how)
    page.goto(scene.link)
    ask(page, scene.plate[-3:], scene.passer_by.number)
    return page


def owners_page(new_phone, scene, province) -> Page:
    """Their telephone, signed in as they are, at the one request there is."""
    page = new_phone()
    url = province.cloud.instance.public_url
    page.context.add_cookies(
        [{"name": c.name, "value": c.value, "url": url} for c in scene.owner.browser.cookies]
    )
    page.goto("/car-move/inquiries")
    page.get_by_role("link", name="挡住了出入口").click()
    return page


def in_large_type(page: Page, province) -> None:
    path = page.url.removeprefix(province.cloud.instance.public_url)
    page.goto(f"/car-move/elder?on=1&next={path}")


def test_a_photo_goes_from_the_passer_bys_phone_to_the_owners_without_what_it_tells(
    new_phone, province, photo, photograph
):
    scene = province.scene()
    page, before = at_the_request(scene, new_phone), owners_page(new_phone, scene, province)
    expect(before.get_by_text("对方没有发照片，也没有说位置")).to_be_visible()

    page.get_by_role("link", name="给车主看一张照片").click()
    photograph(page, "photo")
    page.get_by_label("照片", exact=True).set_input_files(photo)
    page.get_by_role("button", name="发给车主").click()

    expect(page.get_by_text("照片已经给车主了")).to_be_visible()
    assert fits(page)
    before.reload()
    shown = before.get_by_role("img", name="现场照片")
    expect(shown).to_be_visible()
    assert shown.evaluate("img => img.decode().then(() => [img.naturalWidth, img.naturalHeight])") == [
        240,
        320,
    ]
    kept = before.request.get(str(shown.get_attribute("src"))).body()
    assert SECRET.encode() not in kept
    assert Image.open(BytesIO(kept)).format == "JPEG"
    photograph(before, "inquiry-photo")
    in_large_type(before, province)
    assert fits(before)
    photograph(before, "inquiry-photo-elder")


def test_what_is_no_photo_is_refused_in_words(new_phone, province, tmp_path):
    page = at_the_request(province.scene(), new_phone)
    fake = tmp_path / "photo.jpg"
    fake.write_bytes(b"<script>alert(1)</script>")

    page.get_by_role("link", name="给车主看一张照片").click()
    page.get_by_label("照片", exact=True).set_input_files(fake)
    page.get_by_role("button", name="发给车主").click()

    expect(page.get_by_text("这不是我们能读的照片")).to_be_visible()


def test_a_place_is_told_to_about_a_hundred_metres(new_phone, province, photograph):
    scene = province.scene()
    page = at_the_request(scene, new_phone, geolocation=HEFEI, permissions=["geolocation"])

    page.get_by_role("link", name="告诉车主我的大概位置").click()
    page.get_by_role("button", name="发送我的大概位置").click()

    expect(page.get_by_text("已告诉车主您的大概位置")).to_be_visible()
    photograph(page, "place")
    owner = owners_page(new_phone, scene, province)
    owner.get_by_role("link", name="看对方的大概位置").click()
    expect(owner.get_by_text("31.821°")).to_be_visible()
    expect(owner.get_by_text("117.227°")).to_be_visible()
    assert "31.82064" not in owner.content()
    assert fits(owner)
    photograph(owner, "whereabouts")
    in_large_type(owner, province)
    assert fits(owner)
    photograph(owner, "whereabouts-elder")


def test_who_refuses_to_tell_where_they_are_is_told_what_to_do(new_phone, province):
    page = at_the_request(province.scene(), new_phone)

    page.get_by_role("link", name="告诉车主我的大概位置").click()
    page.get_by_role("button", name="发送我的大概位置").click()

    expect(page.get_by_role("button", name="请直接描述给车主听")).to_be_visible()
