"""Who is told what, and when: once per fact, as the citizen wishes."""

from concurrent.futures import ThreadPoolExecutor
from datetime import time, timedelta

import pytest
from pydantic import ValidationError

from chalicelib.application import events as application
from chalicelib.events import Event
from functions.car_move.events import contacts, requests, safety, sharing, stickers
from functions.identity import events as identity
from functions.notifications import rules
from functions.notifications.model import Preferences
from functions.notifications.templates import Template, templates
from functions.notifications.use_cases.telling import Told
from functions.search import events as search
from functions.utility_payment import events as payments
from tests.functions.notifications.conftest import DAY, NIGHT, OWNER, PHONE

PUBLISHED: dict[str, type[Event]] = {
    event.type: event
    for module in (requests, stickers, safety, contacts, sharing, identity, application, payments, search)
    for event in vars(module).values()
    if isinstance(event, type) and issubclass(event, Event) and "type" in vars(event)
}


@pytest.mark.parametrize("about", templates())
def test_every_fact_that_is_told_can_be_read_as_it_is_published(about):
    assert Told.model_validate(PUBLISHED[about].example)


@pytest.mark.parametrize("about", templates())
def test_every_text_names_its_sender_fits_two_short_messages_and_has_a_reference(town, about):
    town.hear(town.fact(about, matter="vocational-diploma-certificate"))

    [(to, text, _)] = town.texts
    assert to == PHONE
    assert text.startswith("【通办】")
    assert text.endswith("（编号 id-1）")
    assert len(text) <= 134


def test_a_fact_heard_ten_times_is_told_once(town):
    fact = town.fact()

    for _ in range(10):
        town.hear(fact)

    assert len(town.texts) == 1


def test_a_fact_heard_ten_times_at_the_same_moment_is_told_once(town):
    fact = town.fact()

    with ThreadPoolExecutor(10) as crowd:
        list(crowd.map(lambda _: town.hear(fact), range(10)))

    assert len(town.texts) == 1


def test_two_facts_are_told_twice(town):
    town.hear(town.fact())
    town.hear(town.fact())

    assert len(town.texts) == 2


def test_a_fact_of_a_kind_nobody_wants_to_know_is_left_alone(town):
    town.hear(town.fact("car_move.closed"))

    assert town.texts == []


def test_an_ordinary_text_waits_for_the_end_of_the_quiet_hours(town):
    town.world.clock.time = NIGHT

    town.hear(town.fact("car_move.sticker_issued"))
    town.later(hours=7, minutes=59)
    assert town.texts == []

    town.later(minutes=1)
    assert len(town.texts) == 1
    assert town.message().status == "sent"


def test_an_urgent_text_does_not_wait(town):
    town.world.clock.time = NIGHT

    town.hear(town.fact("car_move.unreachable"))

    assert len(town.texts) == 1


def test_who_wants_no_urgent_text_at_night_gets_none_the_next_morning_either(town):
    town.world.clock.time = NIGHT
    town.world.store.commit(Preferences(id=OWNER, urgent_anytime=False))

    town.hear(town.fact("car_move.unreachable"))
    town.later(hours=9)

    assert town.texts == []


@pytest.mark.parametrize(
    ("wishes", "about"),
    [({"urgent": False}, "car_move.unreachable"), ({"ordinary": False}, "car_move.sticker_issued")],
)
def test_what_is_not_wanted_is_not_sent(town, wishes, about):
    town.world.store.commit(Preferences(id=OWNER, **wishes))

    town.hear(town.fact(about))

    assert town.texts == []


def test_news_that_arrive_too_late_are_no_news(town):
    fact = town.fact("car_move.asked")
    town.world.clock.advance(timedelta(minutes=15))

    town.hear(fact)

    assert town.texts == []


def test_who_has_no_phone_cannot_be_told_and_the_province_knows(town):
    town.hear(town.fact(owner_id="nobody"))

    [fact] = town.world.bus.facts
    assert (fact.type, fact.data["why"], fact.data["owner_id"]) == (
        "notifications.given_up",
        "no_phone",
        "nobody",
    )


def test_no_phone_is_kept_or_told(town):
    town.world.phone.failing = 99
    town.hear(town.fact())
    town.minutes(31)

    kept = town.message().model_dump_json()
    told = "".join(fact.model_dump_json() for fact in town.world.bus.facts)
    assert PHONE[-8:] not in kept + told
    assert "notifications.given_up" in told


@pytest.mark.parametrize(
    ("quiet_from", "quiet_to", "now", "hours"),
    [
        (time(22), time(7), NIGHT, 8),
        (time(22), time(7), NIGHT + timedelta(hours=7), 1),
        (time(22), time(7), NIGHT + timedelta(hours=8), None),
        (time(22), time(7), NIGHT - timedelta(hours=1), 9),
        (time(22), time(7), NIGHT - timedelta(hours=1, seconds=1), None),
        (time(12), time(14), DAY + timedelta(hours=3), 1),
        (time(12), time(14), NIGHT, None),
        (time(0), time(0), NIGHT + timedelta(hours=1), None),
        (time(0), time(8), NIGHT + timedelta(hours=1), 8),
    ],
)
def test_quiet_hours_are_beijings_and_may_span_midnight(quiet_from, quiet_to, now, hours):
    wishes = Preferences(id="x", quiet_from=quiet_from, quiet_to=quiet_to)

    assert rules.quiet_until(wishes, now) == (now + timedelta(hours=hours) if hours else None)


def test_a_text_leads_to_our_own_address(town):
    town.hear(town.fact("identity.citizen_registered"))

    assert "https://tongban.example/notifications/preferences" in town.texts[0][1]


def test_an_applicants_text_leads_to_their_matter(town):
    town.hear(town.fact("application.correction_wanted", matter="public-housing"))

    assert "https://tongban.example/public-housing/applications" in town.texts[0][1]


@pytest.mark.parametrize(
    ("status", "told"), [("refused", 1), ("lapsed", 1), ("approved", 0), ("withdrawn", 0)]
)
def test_a_decision_is_told_once_and_never_to_who_withdrew(town, status, told):
    town.hear(town.fact("application.decided", matter="public-housing", status=status))

    assert len(town.texts) == told


@pytest.mark.parametrize("matter", ["//evil.example", "a b", "a/../b", "A", "x" * 99])
def test_what_is_no_slug_stands_in_no_address(town, matter):
    with pytest.raises(ValidationError):
        town.hear(town.fact("application.issued", matter=matter))

    assert town.texts == []


@pytest.mark.parametrize("word", ["{plate}", "{phone!r}", "{}", "{public_url} {0}"])
def test_a_text_has_no_room_for_anything_personal(word):
    with pytest.raises(ValidationError):
        Template(category="urgent", useful_minutes=1, text=f"【通办】有人请您挪车：{word}")
