"""No page has a fault that axe finds, in either mode."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.hall import cookies_of

PAGES = ["/identity/sign-in", "/identity/me", "/car-move/vehicles", "/car-move/vehicles/new"]
PAGES += [
    "/car-move/inquiries",
    "/car-move/join",
    "{vehicle}/contacts",
    "{vehicle}/household",
    "{vehicle}/transfer",
]
PAGES += [
    "/notifications/preferences",
    "{vehicle}",
    "{vehicle}/sticker",
    "{vehicle}/revoke",
    "{scan}",
    "{request}",
]
PAGES += ["/identity/real-name", "/data-sharing/", "/data-sharing/consents"]
WCAG = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}


@pytest.fixture(scope="module")
def places(province):
    """An owner, and where the pages are that need a vehicle or a request."""
    owner = province.owner()
    link, plate = province.car(owner)
    vehicle = owner.browser.get("/car-move/vehicles").json()["vehicles"][0]["id"]
    case = province.passer_by().ask(link, plate)["case_id"]
    paths = {"vehicle": f"/car-move/vehicles/{vehicle}", "scan": f"/M/{link.rpartition('/')[2]}"}
    return owner, paths | {"request": f"/car-move/requests/{case}"}


@pytest.mark.parametrize("mode", ["标准版", "长辈版"])
def test_no_page_has_a_fault(new_phone, places, mode):
    owner, paths = places
    page = new_phone()
    page.context.add_cookies(cookies_of(owner))
    if mode == "长辈版":
        page.goto("/car-move/elder?on=1&next=/car-move/vehicles")

    faults = {path: faults_of(page, path.format(**paths)) for path in PAGES}

    assert {path: found for path, found in faults.items() if found} == {}


def faults_of(page, path):
    assert page.goto(path).ok, path
    found = Axe().run(page, options=WCAG).response["violations"]
    return [f"{fault['id']}: {fault['nodes'][0]['html']}" for fault in found]
