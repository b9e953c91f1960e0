"""The form as people meet it: saved as they go, remarked in plain words, and nothing of a registry's is typed."""

import json
from dataclasses import replace

import pytest

from chalicelib.application.edition import current
from chalicelib.application.form import needed_registries
from chalicelib.application.model.draft import Draft
from chalicelib.errors import Conflict
from chalicelib.ports.directory import Person
from tests.application.applicant import door_of, stranger
from tests.door import Door

HOUSING = "public-housing"


@pytest.fixture
def door(world):
    return door_of(world, HOUSING)


@pytest.fixture
def form(door):
    """The path of a form that was just begun, in Hefei."""
    begun = door.submit("/applications", door.page("/start?area=3401"), area="3401", consent="true")
    return begun.location.removeprefix("/public-housing")


def draft_of(world, form):
    return world.store.get(Draft, form.split("/")[2])


def test_a_stranger_is_sent_to_sign_in_and_comes_back_to_where_they_began(world):
    reply = stranger(world, HOUSING).page("/start?area=3401")

    assert reply.status == 303
    assert reply.location == "/identity/sign-in?next=/public-housing/start%3Farea%3D3401"


def test_who_has_not_shown_their_real_name_does_that_first(world):
    reply = door_of(world, HOUSING, level=1).page("/start?area=3401")

    assert reply.location == "/identity/real-name?next=/public-housing/start%3Farea=3401"


def test_nothing_begins_without_consent(door):
    reply = door.submit("/applications", door.page("/start?area=3401"), area="3401")

    assert reply.status == 422
    assert "同意后才能核对您的信息" in reply.text


def test_nothing_begins_without_a_place(door):
    reply = door.submit("/applications", door.page("/start"), area="", consent="true")

    assert reply.status == 422
    assert "请选择一个地方" in reply.text


def test_a_chosen_place_is_kept_where_it_changes_nothing(world):
    page = stranger(world, "elderly_allowance").page("/?area=3416").text

    assert "/elderly-allowance/start?area=3416" in page


def test_what_is_asked_of_registries_is_said_before_anybody_agrees(door):
    page = door.page("/start?area=3401").text

    assert "公安部门" in page
    assert "全年申报收入" in page


def test_the_form_says_who_answers_for_what(door, form):
    page = door.page(form).text

    assert "由公安部门提供" in page
    assert 'name="members' not in page
    assert 'name="home_now"' in page


def test_a_form_is_kept_half_filled_and_taken_up_on_another_phone(world, door, form):
    saved = door.submit(form, home_now="长江路1号", then="save")

    assert saved.location.endswith("form?done=saved")
    assert 'value="长江路1号"' in door_of(world, HOUSING).page(form).text


def test_what_is_right_is_kept_when_something_else_is_wrong(world, door, form):
    reply = door.submit(form, kind="king", home_now="长江路1号", then="save")

    assert reply.status == 422
    assert "请从给出的选项中选择" in reply.text
    assert json.loads(draft_of(world, form).answers) == {"home_now": "长江路1号"}


def test_what_is_missing_is_told_all_at_once_when_one_goes_on(door, form):
    reply = door.submit(form, home_now="长江路1号", then="continue")

    assert reply.status == 422
    assert reply.text.count('class="error"') == 3


def test_what_a_condition_excludes_is_neither_wanted_nor_kept(world, door, form):
    answers = {"kind": "migrant", "home_now": "长江路1号", "home_now_is": "rented", "rooms": "one"}

    reply = door.submit(form, **answers, graduated="2024-07-01", then="continue")

    assert reply.location.endswith("/materials")
    assert json.loads(draft_of(world, form).answers) == answers


def test_the_script_saves_as_one_types_and_hears_what_is_wrong(door, form):
    page = door.page(form)
    body = f"csrf_token={page.hidden['csrf_token']}&home_now=x&kind=king".encode()

    reply = door.send(
        "PUT",
        form,
        body,
        accept="application/json",
        content_type="application/x-www-form-urlencoded",
    )

    assert reply.status == 200
    assert reply.json["remarks"] == {"kind": "请从给出的选项中选择。"}


def test_nobody_types_what_a_registry_has_to_say(world, door, form):
    reply = door.send(
        "PUT",
        form,
        b'{"home_now": "x", "insured_months": 99, "hack": 1}',
        accept="application/json",
        content_type="application/json",
    )

    assert reply.json["remarks"] == {
        "insured_months": "这一项由部门提供，不需要填写。",
        "hack": "这一项不需要填写。",
    }
    assert json.loads(draft_of(world, form).answers) == {"home_now": "x"}


def test_nobody_elses_draft_is_there(world, form):
    assert door_of(world, HOUSING, "citizen-2").page(form).status == 404


def test_programs_read_what_people_see(door, form):
    read = door.fetch(form).json

    assert read["edition"]
    assert {item["name"]: item["state"] for section in read["sections"] for item in section["items"]}[
        "members"
    ] == ("awaited")


@pytest.mark.parametrize("page", ["/", "/?area=3401", "/start?area=3401"])
def test_pages_are_there_in_elder_mode_too(door, page):
    door.cookies["tongban_elder"] = "1"

    assert 'class="elder"' in door.page(page).text


def acquainted(world):
    """The police know the applicant and their family."""
    world.directory.people["citizen-1"] = Person(name="王明", id_number="340103199003070019")
    family = [{"name": "王明", "relation": "本人", "id_number": "340103199003070019"}]
    said = {"members": family, "local_since": "2015-03-01", "area": "340103001001"}
    world.registry.known["police/household", "340103199003070019"] = said


def test_what_a_department_says_stands_in_the_form_and_in_no_draft(world, door, form):
    acquainted(world)

    page = door.page(form).text
    door.submit(form, home_now="长江路1号", then="save")

    assert ">王明</td>" in page
    assert "340*************19" in page
    assert "340103199003070019" not in page
    assert "2015年3月1日" in page
    assert "王明" not in draft_of(world, form).answers


def test_no_department_is_asked_for_more_than_the_matter_needs(world, door, form):
    acquainted(world)

    door.page(form)

    asked = {service: set(fields) for service, _, fields, *_ in world.registry.asked}
    needed = needed_registries(current(HOUSING, "3401"))
    assert asked
    assert all(fields <= set(needed[service]) for service, fields in asked.items())


def test_a_fresh_answer_is_not_asked_for_again(world, door, form):
    acquainted(world)

    door.page(form)
    first = len(world.registry.asked)
    door.page(form)

    assert len(world.registry.asked) == first


def test_a_department_that_is_down_keeps_nobody_from_filling_in(world, door, form):
    acquainted(world)
    world.registry.down.add("police/household")

    assert "共同申请的家庭成员：不用填写，由公安部门提供" in door.page(form).text
    assert door.submit(form, home_now="长江路1号", then="save").status == 303


def test_the_button_prevails_over_the_script_that_saves_at_the_same_moment(world, door, form):
    page, asked = door.page(form), []

    class Busy(type(world.store)):
        """Somebody else writes first, once."""

        def commit(self, *changes):
            if not asked:
                asked.append(changes)
                raise Conflict("刚才有人同时做了修改，请刷新后再试一次。")
            super().commit(*changes)

    store = world.store
    busy = replace(world, store=Busy(store.vault, store.outbox, store.now, store.marker))
    saved = Door(door.routes, busy, door.cookies).submit(form, page, home_now="长江路1号", then="save")

    assert saved.status == 303
    assert json.loads(draft_of(world, form).answers) == {"home_now": "长江路1号"}
