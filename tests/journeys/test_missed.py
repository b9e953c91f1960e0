"""When the owner cannot be reached, the passer-by is told so, and the owner is let know some other way."""

import pytest

from local.waiting import until


@pytest.mark.parametrize("habit", ["busy", "reject", "voicemail"])
def test_an_owner_who_is_not_reached_is_told_by_text(province, habit):
    scene = province.scene(behaviour=habit, delay=0.1)
    case = scene.ask()

    scene.passer_by.phone.dial(case["number"])
    scene.passer_by.phone.wait("idle", heard="暂时没有接听", timeout=40)

    missed = until(lambda: scene.passer_by.follow(case["case_id"]), lambda it: it["told"])
    assert (missed["status"], missed["answered"]) == ("unreachable", False)
    scene.owner.phone.wait(texted="电话没有打通", timeout=30)
    assert scene.leaks() == []


def test_an_owner_without_signal_counts_as_missed(province):
    scene = province.scene(behaviour="failed", delay=0.1)
    case = scene.ask()

    scene.passer_by.phone.dial(case["number"])
    scene.passer_by.phone.wait("idle", heard="暂时没有接听", timeout=40)

    assert (
        until(lambda: scene.passer_by.follow(case["case_id"]), lambda it: it["told"])["status"]
        == "unreachable"
    )


def test_who_picks_up_and_does_not_press_1_is_not_connected(province):
    scene = province.scene(behaviour="answer", delay=0.1)
    case = scene.ask()

    scene.passer_by.phone.dial(case["number"])
    scene.passer_by.phone.wait("idle", heard="暂时没有接听", timeout=60)

    assert "talking" not in states(province, scene.passer_by.number)


def test_an_owner_who_was_just_missed_has_a_minutes_peace(province):
    scene = province.scene(behaviour="busy", delay=0.1)
    case = scene.ask()
    scene.passer_by.phone.dial(case["number"])
    scene.passer_by.phone.wait("idle", heard="暂时没有接听", timeout=30)

    scene.passer_by.phone.dial(case["number"])
    scene.passer_by.phone.wait("idle", heard="秒再拨", timeout=30)

    assert scene.passer_by.follow(case["case_id"])["may_dial"] is False


def test_when_the_platform_is_out_of_reach_the_caller_still_hears_a_sentence(province):
    scene = province.scene()
    case = scene.ask()
    province.carrier.faults(webhook="error")

    scene.passer_by.phone.dial(case["number"])

    scene.passer_by.phone.wait("idle", heard="系统暂时不能转接", timeout=60)


def states(province, number):
    return {
        e["state"] for e in province.carrier.ledger().entries if e.get("handset") == number and "state" in e
    }
