"""The pages of contacts, answers, shares and transfers: as forms, without a script, and without anybody's number."""

import re
from datetime import timedelta

import pytest

from chalicelib.identity import COOKIE
from chalicelib.tokens import Claims
from functions.car_move.model.contact import Contact
from functions.car_move.model.request import Ask
from functions.car_move.model.vehicle import Vehicle
from functions.car_move.routes import routes
from functions.car_move.use_cases import consents, requests
from functions.car_move.use_cases.contacts import token_of
from functions.car_move.use_cases.sharing import code_of as invitation_code
from tests.door import Door
from tests.leaks import telephones

LI, WANG, ZHAO = "citizen-li", "citizen-wang", "citizen-zhao"
PHONES = {LI: "+8613811112222", WANG: "+8613933334444", ZHAO: "+8613655556666"}
PASSER_BY = "+8613777778888"


@pytest.fixture
def house(province):
    """One door, and whoever stands before it, each with a browser of their own."""
    province.directory.phones |= PHONES
    door, browsers = Door(routes, province), {}

    def come(citizen):
        claims = Claims(sub=citizen, sid="s", jti="j", level=1, roles=["citizen"])
        token = province.tokens.issue(claims, province.now() + timedelta(hours=9))
        door.cookies = browsers.setdefault(citizen, {COOKIE: token})
        return door

    return come


@pytest.fixture
def car(house):
    """The path of Li's car."""
    return f"/vehicles/{house(LI).post('/vehicles/new', {'plate': '皖A12345'}).json['id']}"


@pytest.fixture
def case(province, car):
    vehicle = province.store.get(Vehicle, car.removeprefix("/vehicles/"))
    return requests.ask(
        province, Ask(code=vehicle.sticker, tail="345", reason="blocks_exit", phone=PASSER_BY)
    )


def local(reply):
    return reply.location.removeprefix("/car-move")


def propose(house, province, car):
    """Li proposes Wang; their path on Li's pages, and the token that Wang is texted."""
    house(LI).submit(f"{car}/contacts", name="妻子", phone=PHONES[WANG][3:])
    [contact] = province.store.parts(Contact, car.removeprefix("/vehicles/"))
    return f"{car}/contacts/{contact.contact_id}", token_of(province, contact.contact_id)


def test_an_owner_asks_somebody_who_says_yes_without_signing_in(house, province, car):
    _, token = propose(house, province, car)
    assert "等他同意" in house(LI).page(f"{car}/contacts").text
    door = house(WANG)
    door.cookies = {}

    agreed = door.submit(f"/consents/{token}/accept", on=door.page(f"/consents/{token}"))
    page = house(LI).page(f"{car}/contacts")

    assert agreed.status == 303
    assert "第 2 位 · 妻子" in page.text
    assert telephones(page.text) == set()


def test_a_wrong_phone_is_said_beside_its_field_and_the_list_stays(house, car):
    page = house(LI).submit(f"{car}/contacts", name="我", phone=PHONES[LI][3:])

    assert page.status == 422
    assert 'id="phone-error"' in page.text
    assert "第 1 位 · 车主" in page.text


def test_contacts_are_moved_and_removed_by_buttons(house, province, car):
    waiting, token = propose(house, province, car)
    consents.accept(province, token)
    there = house(LI).page(f"{car}/contacts")

    house(LI).submit(f"{waiting}/earlier", on=there)
    assert "第 1 位 · 妻子" in house(LI).page(f"{car}/contacts").text
    house(LI).submit(f"{waiting}/remove", on=house(LI).page(f"{car}/contacts"))
    assert "妻子" not in house(LI).page(f"{car}/contacts").text


def test_an_owner_answers_with_one_button(house, province, case):
    there = house(LI).page(f"/inquiries/{case.id}")
    assert "有人请您挪车" in there.text

    sent = house(LI).post(
        f"/inquiries/{case.id}/answer", {"answer": "coming", "minutes": 10}, key="key-answer"
    )

    assert sent.status == 200
    assert "在路上，10 分钟到" in house(LI).page(f"/inquiries/{case.id}").text
    assert "车主正在路上" in house(LI).page(f"/requests/{case.id}").text
    assert "已回复" in house(LI).page("/inquiries").text


def test_the_inquiry_pages_know_nothing_of_the_passer_by(house, case):
    for path in ("/inquiries", f"/inquiries/{case.id}"):
        assert telephones(house(LI).page(path).text) == set()


@pytest.mark.parametrize("minutes", [0, 61, "soon"])
def test_an_answer_has_to_be_possible(house, case, minutes):
    sent = house(LI).post(f"/inquiries/{case.id}/answer", {"answer": "coming", "minutes": minutes})

    assert sent.status == 422


@pytest.mark.parametrize(
    "path", ["/inquiries", "/join", "{car}/contacts", "{car}/household", "{car}/transfer"]
)
def test_whoever_is_not_signed_in_is_asked_to(house, car, path):
    door = house(LI)
    door.cookies = {}

    assert "/identity/sign-in" in door.page(path.format(car=car)).location


@pytest.mark.parametrize("path", ["{car}/contacts", "{car}/household", "{car}/transfer", "/inquiries/{case}"])
def test_somebody_else_finds_nothing(house, car, case, path):
    assert house(ZHAO).page(path.format(car=car, case=case.id)).status == 404


def test_a_buyer_takes_a_car_over_with_the_sellers_code(house, province, car):
    offered = house(LI).submit(f"{car}/transfer")
    shown = house(LI).page(local(offered))
    code = re.search(r"<h2>(\d{5} \d{5})</h2>", shown.text)[1]

    taken = house(WANG).submit("/join", code=code)
    page = house(WANG).page(local(taken))

    assert "皖A·12345" in page.text
    assert "转给新车主" in page.text
    assert house(LI).page(car).status == 404
    assert telephones(page.text) == telephones(shown.text) == set()


def test_a_seller_changes_their_mind_with_one_button(house, car):
    house(LI).submit(f"{car}/transfer")
    there = house(LI).page(f"{car}/transfer")

    house(LI).submit(f"{car}/transfer/withdraw", on=there)

    assert "生成转让码" in house(LI).page(f"{car}/transfer").text


def test_a_wrong_code_opens_nothing_and_soon_comes_to_an_end(house, car):
    statuses = [house(ZHAO).post("/join", {"code": f"{n:010}"}, key=f"key-{n:04}").status for n in range(11)]

    assert statuses == [404] * 10 + [429]


def test_a_car_that_is_shared_says_whose_it_is(house, province, car):
    house(LI).submit(f"{car}/household", phone=PHONES[WANG][3:])
    page = house(LI).page(f"{car}/household?done=offered")
    assert "邀请已经用短信发出" in page.text
    fact = next(fact for fact in province.bus.facts if fact.type == "car_move.share_offered")
    house(WANG).submit("/join", code=invitation_code(province, fact.data["invitation_id"]))

    assert "家人的车" in house(WANG).page("/vehicles").text
    shared = house(WANG).page(car).text
    assert "由车主来做" in shared
    assert "转给新车主" not in shared
    assert "4444" in house(LI).page(f"{car}/household").text
