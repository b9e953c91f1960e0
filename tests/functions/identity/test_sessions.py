"""A session goes on for twelve hours, and ends at once where it was stolen or signed out."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from chalicelib.errors import Unauthenticated
from functions.identity.model import Session
from functions.identity.use_cases import sessions
from functions.identity.use_cases.me import me

MINUTE = timedelta(minutes=1)


def ended(town):
    return [fact.data["reason"] for fact in town.world.bus.facts if fact.type == "identity.session_ended"]


def test_a_session_is_renewed_with_a_new_refresh_token(town):
    first = town.sign_in()
    town.world.clock.advance(31 * MINUTE)

    second = sessions.renew(town.world, first.refresh)

    assert town.caller(second) == town.caller(second).model_copy(update={"id": first.id})
    assert second.refresh != first.refresh


def test_a_session_lasts_twelve_hours_however_often_it_is_renewed(town):
    granted = town.sign_in()
    for _ in range(12):
        town.world.clock.advance(timedelta(hours=1) - timedelta(seconds=1))
        granted = sessions.renew(town.world, granted.refresh)

    town.world.clock.advance(timedelta(seconds=12))

    with pytest.raises(Unauthenticated):
        sessions.renew(town.world, granted.refresh)


def test_an_old_refresh_token_that_turns_up_again_ends_the_session(town):
    stolen = town.sign_in()
    current = sessions.renew(town.world, stolen.refresh)
    town.world.clock.advance(timedelta(seconds=31))

    with pytest.raises(Unauthenticated, match="保护您的账号"):
        sessions.renew(town.world, stolen.refresh)

    with pytest.raises(Unauthenticated):
        sessions.renew(town.world, current.refresh)
    assert ended(town) == ["reused"]


def test_a_token_two_generations_old_is_never_excused(town):
    first = town.sign_in()
    sessions.renew(town.world, sessions.renew(town.world, first.refresh).refresh)

    with pytest.raises(Unauthenticated):
        sessions.renew(town.world, first.refresh)


def test_a_lost_answer_may_be_asked_for_again_at_once(town):
    first = town.sign_in()

    lost = sessions.renew(town.world, first.refresh)

    assert sessions.renew(town.world, first.refresh).refresh == lost.refresh


def test_two_tabs_that_renew_at_the_same_moment_both_go_on(town):
    first = town.sign_in()

    with ThreadPoolExecutor(6) as tabs:
        renewed = list(tabs.map(lambda _: sessions.renew(town.world, first.refresh).refresh, range(6)))

    assert len(set(renewed)) == 1
    assert sessions.renew(town.world, renewed[0])
    assert ended(town) == []


@pytest.mark.parametrize("change", ["x{}", "{}x", "", "a.b.0.c", "é{}"])
def test_a_refresh_token_we_never_issued_is_refused(town, change):
    granted = town.sign_in()

    with pytest.raises(Unauthenticated):
        sessions.renew(town.world, change.format(granted.refresh))


def test_the_next_refresh_token_cannot_be_made_up(town):
    granted = town.sign_in()
    claim, _, proof = granted.refresh.rpartition(".")
    subject, session, generation = claim.split(".")

    with pytest.raises(Unauthenticated):
        sessions.renew(town.world, f"{subject}.{session}.{int(generation) + 1}.{proof}")


def test_signing_out_ends_the_session(town):
    granted = town.sign_in()
    caller = town.caller(granted)

    assert sessions.sign_out(town.world, caller, caller.session).devices == 1

    with pytest.raises(Unauthenticated):
        sessions.renew(town.world, granted.refresh)
    assert sessions.sign_out(town.world, caller, caller.session).devices == 0
    assert ended(town) == ["signed_out"]


def test_signing_out_everywhere_ends_every_session_of_mine_alone(town):
    mine = [town.sign_in()]
    town.world.clock.advance(MINUTE)
    mine.append(town.sign_in())
    theirs = town.sign_in("13900139000")

    assert sessions.sign_out_everywhere(town.world, town.caller(mine[0])).devices == 2

    for granted in mine:
        with pytest.raises(Unauthenticated):
            sessions.renew(town.world, granted.refresh)
    assert sessions.renew(town.world, theirs.refresh)


def test_nobody_ends_the_session_of_somebody_else(town):
    mine, theirs = town.sign_in(), town.sign_in("13900139000")

    sessions.sign_out(town.world, town.caller(mine), town.caller(theirs).session)

    assert sessions.renew(town.world, theirs.refresh)


def test_a_sign_out_wins_against_a_renewal_at_the_same_moment(town):
    granted = town.sign_in()
    caller = town.caller(granted)

    with ThreadPoolExecutor(2) as pair:
        renewing = pair.submit(lambda: sessions.renew(town.world, granted.refresh))
        pair.submit(lambda: sessions.sign_out(town.world, caller, caller.session)).result()
        renewing.exception()

    assert town.world.store.parts(Session, caller.id) == []


def test_my_page_lists_this_device_first_and_only_the_end_of_my_phone(town):
    first = town.sign_in()
    town.world.clock.advance(MINUTE)
    town.sign_in()

    mine = me(town.world, town.caller(first))

    assert mine.phone_end == "8000"
    assert [device.current for device in mine.devices] == [True, False]
    assert mine.devices[0].name == "iPhone · 微信"


def test_my_page_is_closed_at_once_to_a_device_that_signed_out(town):
    """Its token would hold for some minutes more."""
    granted = town.sign_in()
    caller = town.caller(granted)
    sessions.sign_out(town.world, caller, caller.session)

    with pytest.raises(Unauthenticated):
        me(town.world, caller)


def test_no_fact_of_a_whole_life_names_a_person(town):
    granted = town.sign_in()
    sessions.sign_out_everywhere(town.world, town.caller(granted))
    town.enrol()

    told = "".join(fact.model_dump_json() for fact in town.world.bus.facts)
    assert "13800138000" not in told
    assert "13900139000" not in told
    assert "hefei-001" not in told
    assert granted.refresh not in told
