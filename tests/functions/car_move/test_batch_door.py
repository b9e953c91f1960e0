"""Officers and owners at the door of printing: roles, pages, sheets, and the way from the strip to the vehicle."""

import re
from datetime import timedelta

import pypdfium2
import pytest

from chalicelib.identity import COOKIE
from chalicelib.tokens import Claims
from functions.car_move.model.batch import Order
from functions.car_move.model.share import Share
from functions.car_move.model.vehicle import Vehicle
from functions.car_move.routes import routes
from functions.car_move.use_cases import batches
from tests.door import Door
from tests.functions.car_move.camera import texts

LI, OFFICER = "citizen-li", "officer-1"


def signed_in(world, who: str, role: str) -> Door:
    world.directory.phones[who] = "+8613900000001"
    claims = Claims(sub=who, sid="s", jti="j", level=1, roles=[role])
    token = world.tokens.issue(claims, world.now() + timedelta(hours=1))
    return Door(routes, world, cookies={COOKIE: token})


@pytest.fixture
def li(world) -> Door:
    return signed_in(world, LI, "citizen")


@pytest.fixture
def officer(world) -> Door:
    return signed_in(world, OFFICER, "officer")


def local(location: str) -> str:
    return location.removeprefix("/car-move")


@pytest.fixture
def batch(world) -> str:
    """The path of a batch of five."""
    order = Order(request="request-1", title="翠湖小区", count=5, layout="elder")
    return f"/batches/{batches.order(world, OFFICER, order).id}"


@pytest.fixture
def ticket(world, batch):
    return batches.tickets(world, OFFICER, batch.rpartition("/")[2], 1, "12345")[1][0]


def test_an_officer_makes_a_batch_and_finds_it_again(officer):
    sent = officer.submit("/batches/new", title="翠湖小区", count="5", layout="elder")
    page = officer.page(local(sent.location)).text
    batch = sent.location.partition("?")[0]

    assert sent.status == 303
    assert "做好了" in page
    assert "翠湖小区" in page
    assert f"{batch}/sheets.pdf?part=1" in page
    assert f'href="{batch}"' in officer.page("/batches").text


def test_what_is_wrong_with_an_order_is_shown_beside_it(officer):
    page = officer.submit("/batches/new", title=" ", count="501")

    assert page.status == 422
    assert page.text.count('class="error"') == 2


def test_a_form_sent_twice_makes_one_batch(officer):
    form = officer.page("/batches/new")

    once, again = (officer.submit("/batches/new", on=form, title="车队", count="4") for _ in range(2))

    assert once.location == again.location


def test_a_program_makes_and_continues_a_batch(officer):
    order = {"request": "request-7", "title": "车队", "count": 4}

    made = officer.post("/batches/new", order)
    further = officer.post(f"/batches/{made.json['id']}/continue", {}, key="key-0002")

    assert (made.status, further.status) == (201, 200)
    assert made.json == further.json


def test_the_sheets_show_every_code_and_strip(officer, batch):
    file = officer.page(f"{batch}/sheets.pdf?part=1")

    assert (file.headers["content-type"], file.headers["cache-control"]) == ("application/pdf", "no-store")
    pages = pypdfium2.PdfDocument(file.body)
    read = {text for page in pages for text in texts(page.render(scale=300 / 72).to_pil())}
    assert (len(pages), len(read)) == (2, 10)


def test_voiding_is_asked_twice(officer, batch):
    asked = officer.page(f"{batch}/void")
    assert "不，返回" in asked.text

    done = officer.page(local(officer.submit(f"{batch}/void", on=asked).location))

    assert "已作废" in done.text
    assert officer.page(f"{batch}/sheets.pdf").status == 410


@pytest.mark.parametrize("role", ["officer", "clerk", "operator"])
def test_staff_may_print_in_advance(world, role):
    assert signed_in(world, "staff-1", role).page("/batches/new").status == 200


PATHS = ["/batches", "/batches/new", "/batches/{id}", "/batches/{id}/sheets.pdf", "/batches/{id}/void"]


@pytest.mark.parametrize("path", PATHS)
def test_citizens_may_not(li, batch, path):
    assert li.page(path.format(id=batch.rpartition("/")[2])).status == 403


def test_citizens_may_not_by_post_either(li, batch):
    order = {"request": "request-7", "title": "车队", "count": 4}

    assert li.post("/batches/new", order).status == 403
    assert li.post(f"{batch}/void", {}, key="key-0002").status == 403


@pytest.mark.parametrize("path", [*PATHS, "/vehicles/print", "/vehicles/print.pdf"])
def test_strangers_sign_in_first(world, path):
    assert "/identity/sign-in?next=" in Door(routes, world).page(path.format(id="1")).location


def test_the_strip_leads_through_sign_in_to_the_form_with_its_serial(world, ticket):
    stranger = Door(routes, world)
    arrived = stranger.page(ticket.claim.partition("/M")[2]).location
    to_sign_in = stranger.page(local(arrived)).location

    assert arrived == f"/car-move/activate?serial={ticket.serial}"
    assert to_sign_in == f"/identity/sign-in?next=/car-move/activate%3Fserial%3D{ticket.serial}"
    grouped = f"{ticket.serial[:4]}-{ticket.serial[4:]}"
    assert f'value="{grouped}"' in signed_in(world, LI, "citizen").page(local(arrived)).text


def test_a_strip_that_nobody_printed_leads_to_the_empty_form(li):
    assert li.page("/A/12345678").location == "/car-move/activate"


def test_an_owner_activates_on_their_phone(li, ticket):
    sent = li.submit("/activate", sticker=ticket.serial, pin=ticket.pin, plate="皖A12345")
    arrived = li.page(local(sent.location))

    assert sent.status == 303
    assert "激活好了" in arrived.text
    assert li.page(local(ticket.link.partition("/M")[2])).status == 200


def test_a_wrong_pin_is_shown_with_what_to_do(li, ticket):
    page = li.submit("/activate", sticker=ticket.serial, pin="00000000", plate="皖A12345")

    assert page.status == 422
    assert "请对照撕下的纸条再填一次" in page.text
    assert f'value="{ticket.serial}"' in page.text


def test_a_person_may_try_so_often_a_day(li):
    claim = {"sticker": "1" * 8, "pin": "1", "plate": "皖A12345"}

    tried = [li.post("/activate", claim | {"pin": str(n)}, key=f"key-{n:05}").status for n in range(21)]

    assert tried[-1] == 429
    assert set(tried[:10]) == {422}


def test_scanning_an_unassigned_sticker_shows_the_page_of_an_unknown_one(world, ticket):
    passer_by = Door(routes, world)
    passer_by.page("/scan/" + "B" * 26)

    unassigned, unknown = (passer_by.page(f"/{code}") for code in (ticket.link.rpartition("/")[2], "B" * 26))

    assert (unassigned.status, unknown.status) == (404, 404)
    assert without_names(unassigned.text, ticket) == without_names(unknown.text, ticket)


def without_names(page: str, ticket) -> str:
    """A page without what every answer has of its own: the code that was asked for, and an id."""
    return re.sub(f"{ticket.link[-26:]}|{'B' * 26}|[0-9a-f]{{32}}", "", page)


def test_an_owner_prints_several_vehicles_together(li):
    ids = [li.post("/vehicles/new", {"plate": f"皖A1234{n}"}, key=f"key-{n:05}").json["id"] for n in range(5)]
    page = li.page("/vehicles/print").text

    everything, two = (
        pypdfium2.PdfDocument(li.page(f"/vehicles/print.pdf?{query}").body)
        for query in ("layout=elder", f"vehicle={ids[0]}&vehicle={ids[3]}")
    )

    assert page.count('name="vehicle"') == 5
    assert (len(everything), len(two)) == (2, 1)
    assert len(texts(two[0].render(scale=3).to_pil())) == 2


def test_somebody_elses_vehicle_is_never_printed(world, li):
    mine = li.post("/vehicles/new", {"plate": "皖A12345"}).json["id"]

    wang = signed_in(world, "citizen-wang", "citizen")

    assert wang.page(f"/vehicles/print.pdf?vehicle={mine}").status == 410


def test_a_vehicle_that_is_shared_is_printed_with_ones_own(world, li):
    mine = li.post("/vehicles/new", {"plate": "皖A12345"}).json["id"]
    vehicle = world.store.get(Vehicle, mine)
    shared = vehicle.model_copy(update={"managers": ["citizen-wang"]})
    share = Share(id=mine, citizen_id="citizen-wang", owner_id=LI, since=world.now())
    world.store.commit(shared, share)

    wang = signed_in(world, "citizen-wang", "citizen")

    assert mine in wang.page("/vehicles/print").text
    assert wang.page(f"/vehicles/print.pdf?vehicle={mine}").status == 200


def test_the_stickers_page_offers_large_type_and_prefers_it_in_elder_mode(li):
    here = f"/vehicles/{li.post('/vehicles/new', {'plate': '皖A12345'}).json['id']}/sticker"

    assert "sticker.svg?layout=standard" in li.page(here).text
    li.cookies["tongban_elder"] = "1"
    assert "sticker.svg?layout=elder" in li.page(here).text
    assert "sticker.svg?layout=standard" in li.page(f"{here}?layout=standard").text
    assert li.page(f"{here}.svg?layout=elder").body != li.page(f"{here}.svg").body
