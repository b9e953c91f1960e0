"""A household answers together: contacts are rung in order, an answer stands, and nobody sees anybody's number."""

import re

import pytest

from local.waiting import until
from local.web import accepted


@pytest.fixture
def household(province):
    """A car whose owner's phone is busy, and a contact who has said yes by the link in their text."""
    scene = province.scene(behaviour="busy", delay=0.1)
    contact = province.passer_by()
    browser = scene.owner.browser
    car = accepted(browser.get("/car-move/vehicles"))["vehicles"][0]["id"]
    path, since = f"/car-move/vehicles/{car}/contacts", contact.carrier.ledger().last
    accepted(browser.post(path, {"name": "家人", "phone": contact.number}))
    contact.phone.wait(texted="挪车联系人", since=since, timeout=30)
    _, text = contact.carrier.ledger(since).handset(contact.number).texts[-1]
    link = re.search(r"/car-move/consents/\w+", text)[0]
    accepted(contact.browser.post(f"{link}/accept", {}))
    return scene, contact


def test_the_next_contact_is_rung_in_the_same_call_and_talks(province, household):
    scene, contact = household
    case = scene.ask()

    scene.passer_by.phone.dial(case["number"])
    contact.phone.wait("ringing", timeout=30)
    contact.phone.answer()
    contact.phone.wait("asked", timeout=30)
    contact.phone.press("1")

    scene.passer_by.phone.wait("talking", timeout=30)
    answered = until(lambda: scene.passer_by.follow(case["case_id"]), lambda it: it["answered"])
    assert answered["status"] == "answered"
    assert scene.leaks() == []


def test_an_answer_by_key_is_heard_seen_and_stands(province, household):
    scene, contact = household
    case = scene.ask()

    scene.passer_by.phone.dial(case["number"])
    contact.phone.wait("ringing", timeout=30)
    contact.phone.answer()
    contact.phone.wait("asked", timeout=30)
    contact.phone.press("2")
    scene.passer_by.phone.wait("idle", heard="正在路上", timeout=30)

    seen = until(lambda: scene.passer_by.follow(case["case_id"]), lambda it: it["answer"])
    assert (seen["answer"]["kind"], seen["answer"]["minutes"], seen["may_dial"]) == ("coming", 5, False)
    [inquiry] = accepted(scene.owner.browser.get("/car-move/inquiries"))["inquiries"]
    assert inquiry["status"] == "replied"
    assert scene.leaks() == []


def test_whom_nobody_answers_is_followed_up(province, household):
    scene, contact = household
    contact.habits(behaviour="busy", delay=0.1)
    case = scene.ask()

    scene.passer_by.phone.dial(case["number"])
    scene.passer_by.phone.wait("idle", heard="暂时没有接听", timeout=30)

    contact.phone.wait(texted="电话没有打通", timeout=60)
    told = until(lambda: scene.passer_by.follow(case["case_id"]), lambda it: it["told"], patience=60)
    assert told["status"] == "unreachable"
    assert scene.leaks() == []
