"""The cloud is cut off in the middle of a journey, as by a power cut, and the journey goes on where it was."""

import pytest

from local.waiting import until
from local.web import Browser


@pytest.fixture
def cut(province):
    def off_and_on():
        province.cloud.wait_until_saved()
        province.cloud.kill_emulator()
        province.cloud.start_emulator()
        until(lambda: Browser(province.door).get("/car-move/health").status, lambda it: it == 200, 90)

    return off_and_on


def test_a_request_made_before_the_cut_is_answered_after_it(province, cut):
    scene = province.scene()
    case = scene.ask()

    cut()

    scene.passer_by.phone.dial(case["number"])
    scene.owner.pick_up()
    scene.owner.phone.hang_up()
    after = until(lambda: scene.passer_by.follow(case["case_id"]), lambda it: it["answered"])
    assert after["number"] == case["number"]


def test_the_state_machine_of_a_case_goes_on_after_the_cut(province, cut):
    scene = province.scene(behaviour="busy", delay=0.1)
    case = scene.ask()

    cut()

    scene.passer_by.phone.dial(case["number"])
    missed = until(lambda: scene.passer_by.follow(case["case_id"]), lambda it: it["told"], patience=60)
    assert missed["status"] == "unreachable"
    scene.owner.phone.wait(texted="电话没有打通", timeout=60)


def test_a_session_survives_the_cut(province, cut):
    owner = province.owner()

    cut()

    assert owner.browser.get("/identity/me").status == 200
