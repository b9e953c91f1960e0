"""A session is opened before its sticker dies, and then cut by that fact, or it is not opened at all."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

import pytest

from chalicelib.errors import NotFound
from chalicelib.store import Store
from functions.car_move.model.quiet import Window
from functions.car_move.model.report import StickerReport
from functions.car_move.model.request import Ask
from functions.car_move.model.sticker import Named
from functions.car_move.model.vehicle import Vehicle
from functions.car_move.use_cases import quieting, reports, requests, stickers, turns, vehicles

PASSER_BY = "+8613900139000"


@dataclass(frozen=True)
class Overtaken(Store):
    """Just before the first commit of a session, somebody else is quicker."""

    first: list[Callable[[], Any]] = ()  # type: ignore[assignment]

    def commit(self, *changes: Any) -> None:
        if self.first:
            self.first.pop()()
        super().commit(*changes)


def revoke(street, vehicle):
    stickers.revoke(street.world, "owner-1", vehicle.id, Named(serial=vehicle.serial))


def replace_it(street, vehicle):
    stickers.replace(street.world, "owner-1", vehicle.id, Named(serial=vehicle.serial))


def pause(street, vehicle):
    vehicles.pause(street.world, "owner-1", vehicle.id)


def remove(street, vehicle):
    vehicles.remove(street.world, "owner-1", vehicle.id)


def suspend(street, vehicle):
    reports.report_sticker(street.world, StickerReport(code=vehicle.sticker, abuse="fake"))
    [reported] = [fact for fact in street.world.bus.facts if fact.type == "car_move.reported"]
    reports.suspend(street.world, reported.data["case_id"])


def rest(street, vehicle):
    every_day = Window(days=[1, 2, 3, 4, 5, 6, 7], begins="00:00", ends="00:00")
    quieting.add(street.world, "owner-1", vehicle.id, every_day)


DEATHS = [revoke, replace_it, pause, remove, suspend, rest]


@pytest.mark.parametrize("death", DEATHS)
@pytest.mark.parametrize("heard", ["before", "after"])
def test_nobody_is_reached_by_a_sticker_that_died_while_they_asked(street, code, death, heard):
    vehicle = stickers.resolve(street.world, code)

    def overtake():
        death(street, vehicle)
        if heard == "before":
            street.hear_facts()

    known = street.world.store
    store = Overtaken(known.vault, known.outbox, known.now, first=[overtake])
    with pytest.raises(NotFound, match="现在不能用"):
        requests.ask(
            replace(street.world, store=store), Ask(code=code, tail="345", reason="other", phone=PASSER_BY)
        )
    street.hear_facts()

    assert "car_move.asked" not in street.told()


def test_a_change_that_does_not_matter_only_makes_the_passer_by_ask_again(street, code):
    vehicle = stickers.resolve(street.world, code)

    def overtake():
        car = street.world.store.get(Vehicle, vehicle.id)
        street.world.store.commit(car.model_copy(update={"order": ["owner"]}))

    known = street.world.store
    store = Overtaken(known.vault, known.outbox, known.now, first=[overtake])
    case = requests.ask(
        replace(street.world, store=store), Ask(code=code, tail="345", reason="other", phone=PASSER_BY)
    )

    assert "<Dial" in street.dial(PASSER_BY, case.number)


@pytest.mark.parametrize("death", [revoke, replace_it, pause, remove, suspend])
def test_who_was_quicker_than_the_death_is_cut_by_it(street, code, death):
    case = street.ask(code)

    death(street, stickers.resolve(street.world, code))
    street.hear_facts()

    assert "<Dial" not in street.dial(PASSER_BY, case.number)


@pytest.mark.parametrize("death", [replace_it, suspend, revoke, pause])
def test_who_was_quicker_is_cut_although_the_death_was_begun_before(street, code, death):
    """The fact has the time at which it was made, and whoever asks then and there a later one."""
    vehicle, known, asked = stickers.resolve(street.world, code), street.world.store, []

    def overtake():
        street.world.clock.advance(timedelta(seconds=1))
        asked.append(street.ask(code))

    dying = replace(street, world=replace(street.world, store=quicker(known, overtake, death)))
    death(dying, vehicle)
    street.hear_facts()

    [case] = asked
    assert "<Dial" not in street.dial(PASSER_BY, case.number)


def quicker(known, overtake, death):
    """Reporting a sticker commits once before it is suspended."""
    before = [overtake, lambda: None] if death is suspend else [overtake]
    return Overtaken(known.vault, known.outbox, known.now, first=before)


def test_a_number_that_is_not_to_be_rung_any_more_is_not_rung(street, code):
    """Operators may shorten the list of prefixes at any moment; a session opened before knows nothing of it."""
    case = street.ask(code)
    abroad = turns.way(street.world, case).model_copy(update={"other": "+2348031234567"})
    street.world.store.commit(abroad)

    said = street.dial(PASSER_BY, case.number)

    assert "<Dial" not in said
    assert "122" in said
