"""Texts through the masked number, and what the carrier is left with once all is over: nothing."""

import requests

from local.instance import TOKEN
from local.waiting import until

A_FEW_SWEEPS = 300.0
FAULT = 503
ACCOUNT = "AC" + "0" * 32


def traces(province, number):
    """What the carrier would show of that number to whoever has the account's password."""
    account = f"{province.carrier.url}/2010-04-01/Accounts/{ACCOUNT}"
    kept = []
    for kind in ("Calls", "Messages"):
        page = requests.get(f"{account}/{kind}.json", auth=(ACCOUNT, TOKEN), timeout=10).json()
        kept += [one["sid"] for one in page[kind.lower()] if number in {one["to"], one["from"]}]
    return kept


def refused_deletions(province, since):
    asked = province.carrier.ledger(since).of("api")
    return [entry for entry in asked if (entry["method"], entry["status"]) == ("DELETE", FAULT)]


def test_texts_go_both_ways_without_what_could_reach_the_sender(province):
    scene = province.scene()
    case = scene.ask()
    since = province.carrier.ledger().last

    scene.passer_by.phone.text(case["number"], f"麻烦快一点，我的电话是 {scene.passer_by.number}")
    scene.owner.phone.wait(texted="麻烦快一点", since=since, timeout=30)
    scene.owner.phone.text(case["number"], "五分钟后到")
    scene.owner.phone.wait(texted="已经告诉对方", since=since, timeout=30)
    scene.owner.phone.text(case["number"], "我在地下车库，微信 chezhu888")
    scene.passer_by.phone.wait(texted="我在地下车库", since=since, timeout=30)

    answered = until(lambda: scene.passer_by.follow(case["case_id"]), lambda it: it["answer"])
    assert answered["answer"]["minutes"] == 5
    texts = province.carrier.ledger(since).handset(scene.passer_by.number).texts
    assert [shown for shown, _ in texts] == [case["number"]]
    assert "chezhu" not in str(texts)
    assert scene.leaks() == []


def test_nothing_of_a_call_or_a_text_stays_with_the_carrier(province):
    scene = province.scene()
    case = scene.talk()
    scene.passer_by.phone.text(case["number"], "谢谢，已经开走了")
    scene.owner.phone.wait(texted="已经开走了", timeout=60)
    assert traces(province, case["number"])

    since = province.carrier.ledger().last
    province.carrier.faults(rest=FAULT)
    until(lambda: refused_deletions(province, since), patience=A_FEW_SWEEPS)
    province.carrier.clear_faults()

    assert until(lambda: traces(province, case["number"]), lambda them: not them, A_FEW_SWEEPS) == []
