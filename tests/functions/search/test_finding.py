"""A container finds with the copy it has, and looks now and then whether there is a newer one."""

import pytest

from functions.search.use_cases import finding
from tests.functions.search.conftest import House

FIRST, SECOND = 42, 43


def test_a_container_looks_every_thirty_seconds_and_keeps_what_it_has(searchable: House):
    seconds = [0.0]
    copy, world = finding.Copy(clock=lambda: seconds[0]), searchable.world
    first = searchable.current.index
    assert copy.up_to_date(world)

    second = searchable.pretend(SECOND).id
    seconds[0] = finding.LOOK_EVERY - 1
    copy.up_to_date(world)
    assert copy.name == first
    seconds[0] = finding.LOOK_EVERY
    kept = copy.up_to_date(world)
    assert copy.name == second

    searchable.pretend(44)
    world.shelf.kept[searchable.current.key] = b"damaged"
    seconds[0] += finding.LOOK_EVERY
    assert copy.up_to_date(world) is kept
    assert copy.name == second


def test_an_editor_who_tries_looks_at_once(searchable: House):
    copy = finding.Copy(clock=lambda: 0.0)
    copy.up_to_date(searchable.world)
    second = searchable.pretend(SECOND).id
    copy.up_to_date(searchable.world, at_once=True)

    assert copy.name == second


def test_a_warm_search_reads_nothing(searchable: House, monkeypatch: pytest.MonkeyPatch):
    finding.find(searchable.world, "公租房")

    class NoStore:
        def __getattr__(self, name: str) -> object:
            raise AssertionError(f"the store was asked to {name}")

    object.__setattr__(searchable.world, "store", NoStore())
    assert finding.find(searchable.world, "公租房").hits[0].id == "public-housing"


def test_nothing_is_found_before_the_first_release_and_that_is_said(house: House):
    answer = house.search("公租房")

    assert (answer["release"], answer["answered"], answer["hits"]) == ("", False, [])
    assert "搜索还在准备" in house.door().page("/?q=x").text
