"""Officers: a pool of their own, a password and a code, a role in an area."""

from datetime import timedelta

import pytest

from chalicelib.errors import Invalid, NotFound, TooMany, Unauthenticated
from functions.identity import __main__ as command
from functions.identity import passwords
from functions.identity.forms import AskOfficerCode
from functions.identity.model import Officer
from functions.identity.use_cases import officers, sessions
from tests.functions.identity.conftest import ORIGIN

PASSWORD = "a good long one"
KNOWN = {"name": "赵工", "id_number": "340102198501014519"}


def ask(town, account="hefei-001", password=PASSWORD, origin=ORIGIN):
    return officers.ask_officer_code(town.world, AskOfficerCode(account=account, password=password), origin)


def sign_in(town):
    sent = ask(town)
    return town.give(sent, town.code())


def test_an_officer_signs_in_with_password_and_code(town):
    town.enrol()

    caller = town.caller(sign_in(town))

    assert caller.roles == {"officer"}
    assert caller.area == "3401"
    assert town.world.phone.texts[-1][0] == "+8613900139000"


def test_an_officers_session_lasts_eight_hours(town):
    town.enrol()
    granted = sign_in(town)

    assert granted.until - town.world.now() == timedelta(hours=8)


def test_an_officer_is_no_citizen(town):
    officer = town.enrol()
    town.enrol(account="citizen-too", phone="13800138000")

    citizen = town.sign_in("13800138000")

    assert "officer" not in citizen.roles
    assert citizen.id != officer.id


def test_the_account_is_found_however_its_case_is_typed(town):
    town.enrol("HeFei-001")

    assert ask(town, " hefei-001 ").challenge


@pytest.mark.parametrize(("account", "password"), [("hefei-001", "wrong"), ("nobody", PASSWORD)])
def test_a_wrong_password_and_an_unknown_account_are_answered_alike(town, account, password):
    town.enrol()

    with pytest.raises(Invalid) as refused:
        ask(town, account, password)

    assert (str(refused.value), refused.value.fields) == (
        "账号或密码不正确。",
        {"password": "账号或密码不正确。"},
    )
    assert town.world.phone.texts == []


def test_an_unknown_account_costs_as_much_work_as_a_known_one():
    assert passwords.NOBODY.split("$")[:3] == passwords.sealed("x").split("$")[:3]
    assert not passwords.fits("", passwords.NOBODY)


def test_passwords_are_salted():
    assert passwords.sealed(PASSWORD) != passwords.sealed(PASSWORD)


def test_an_account_is_tried_six_times_a_quarter_of_an_hour(town):
    town.enrol()
    for _ in range(6):
        with pytest.raises(Invalid):
            ask(town, password="wrong")

    with pytest.raises(TooMany):
        ask(town)
    town.world.clock.advance(timedelta(minutes=15))
    assert ask(town).challenge


def test_a_dismissed_officer_is_out_and_stays_out(town):
    town.enrol()
    granted = sign_in(town)

    officers.dismiss(town.world, "hefei-001")

    with pytest.raises(Unauthenticated):
        sessions.renew(town.world, granted.refresh)
    with pytest.raises(Invalid):
        ask(town)


def test_a_code_asked_for_before_the_dismissal_does_not_sign_in(town):
    town.enrol()
    sent = ask(town)
    code = town.code()

    officers.dismiss(town.world, "hefei-001")

    with pytest.raises(Unauthenticated):
        town.give(sent, code)


def test_a_new_role_takes_a_new_session(town):
    town.enrol()
    granted = sign_in(town)

    town.enrol(roles=["clerk"])

    with pytest.raises(Unauthenticated):
        sessions.renew(town.world, granted.refresh)


def test_nobody_unknown_is_dismissed(town):
    with pytest.raises(NotFound):
        officers.dismiss(town.world, "nobody")


def test_the_operators_command_enrols_and_dismisses(town):
    typed = iter(["13900139000", PASSWORD, "", ""])
    command.main(
        ["enrol", "hefei-001", "--role", "officer", "--area", "3401"], town.world, lambda _: next(typed)
    )
    officer_id = town.caller(sign_in(town)).id
    command.main(["dismiss", "hefei-001"], town.world, input)

    assert town.world.store.get(Officer, officer_id).dismissed


def test_an_officers_posts_are_on_their_token(town):
    town.enrol(area="340102001", posts=["public-housing:street"], **KNOWN)

    caller = town.caller(sign_in(town))

    assert caller.posts == {"public-housing:street"}
    assert caller.area == "340102001"


def test_the_operators_command_gives_posts(town):
    typed = iter(["13900139000", PASSWORD, "赵工", "340102198501014519"])
    wanted = ["enrol", "hefei-001", "--role", "officer", "--area", "340102001001"]

    command.main(
        [*wanted, "--post", "public-housing:community", "--post", "elderly-allowance:community"],
        town.world,
        lambda _: next(typed),
    )

    officer = town.caller(sign_in(town))
    assert officer.posts == {"public-housing:community", "elderly-allowance:community"}
    assert town.world.directory.person_of(officer.id).name == "赵工"


def test_the_operators_command_says_what_was_mistyped_and_repeats_nothing_of_it(town):
    typed = iter(["13900139000", PASSWORD, "赵工", "340102198501014510"])

    with pytest.raises(SystemExit) as ended:
        command.main(["enrol", "hefei-001", "--role", "officer"], town.world, lambda _: next(typed))

    assert "身份证号有一位不对" in str(ended.value)
    assert "340102198501014510" not in str(ended.value)


@pytest.mark.parametrize("missing", ["name", "id_number"])
def test_nobody_decides_on_cases_before_the_house_can_tell_which_are_their_familys(town, missing):
    with pytest.raises(ValueError, match="身份证号"):
        town.enrol(posts=["public-housing:street"], **KNOWN | {missing: ""})


@pytest.mark.parametrize("wrong", [{"posts": ["street"]}, {"area": "34010"}, {"area": "3401020010"}])
def test_a_post_names_its_matter_and_an_area_is_a_division(town, wrong):
    with pytest.raises(ValueError, match="pattern"):
        town.enrol(**wrong)
