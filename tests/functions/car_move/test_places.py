"""A passer-by may say where they wait: about, to the owner only, and not for long."""

from datetime import timedelta

import pytest
from pydantic import ValidationError

from chalicelib.errors import Gone, NotFound
from chalicelib.store.row import Row
from functions.car_move.model.limits import LIMITS
from functions.car_move.model.place import Position
from functions.car_move.use_cases import places

HERE = Position(latitude=31.8206123, longitude=117.2272456)


@pytest.fixture
def case(street, code):
    return street.ask(code)


def test_nobody_is_asked_and_nothing_is_known_before(street, case):
    assert not places.offer(street.world, case.id).placed
    assert places.see(street.world, "owner-1", case.id).latitude is None


def test_the_owner_sees_about_where_whatever_the_browser_sent(street, case):
    places.tell(street.world, case.id, HERE)

    seen = places.see(street.world, "owner-1", case.id)

    assert (seen.latitude, seen.longitude) == ("31.821", "117.227")


def test_a_place_may_be_told_anew(street, case):
    places.tell(street.world, case.id, HERE)
    places.tell(street.world, case.id, Position(latitude=31.9, longitude=117.3))

    assert places.see(street.world, "owner-1", case.id).latitude == "31.900"


def test_somebody_else_sees_nothing(street, case):
    places.tell(street.world, case.id, HERE)

    with pytest.raises(NotFound):
        places.see(street.world, "citizen-wang", case.id)


def test_a_place_is_soon_forgotten(street, case):
    places.tell(street.world, case.id, HERE)
    street.world.clock.advance(timedelta(minutes=LIMITS.place_minutes))

    assert places.see(street.world, "owner-1", case.id).latitude is None


def test_a_finished_request_takes_no_place(street, case):
    street.step("close", case.id)

    with pytest.raises(Gone):
        places.tell(street.world, case.id, HERE)


@pytest.mark.parametrize(("latitude", "longitude"), [(91, 117), (31, 200), (float("nan"), 117), ("", "")])
def test_what_is_no_place_here_is_refused(latitude, longitude):
    with pytest.raises(ValidationError):
        Position(latitude=latitude, longitude=longitude)


def test_the_table_the_facts_and_the_passers_by_page_do_not_hold_it(street, case):
    places.tell(street.world, case.id, HERE)

    kept = [str(row.attribute_values) for row in Row.scan()]
    facts = [fact.model_dump_json() for fact in street.world.bus.facts]
    pages = [street.get(f"/requests/{case.id}{more}").body.decode() for more in ("", "/place")]

    found = [text for text in [*kept, *facts, *pages] if "31.82" in text or "117.22" in text]
    assert found == []
