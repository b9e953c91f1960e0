"""Crowds that search: each query in another container, which is what many people look like."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from chalicelib.identity import Caller
from functions.search.model.gap import Gap
from functions.search.use_cases import noting
from functions.search.use_cases.gaps import listed
from tests.functions.search.conftest import House, small_catalogue

VOCATIONAL = {
    "kind": "question",
    "id": "q-vocational",
    "version": 1,
    "title": "高职扩招怎么报名？",
    "utterances": ["高职扩招条件", "高职扩招在哪报", "高职扩招报名时间", "高职扩招"],
    "answer": "以省教育招生考试院当年公告为准。",
    "matters": [],
    "guide": "/catalogue/questions/q-vocational",
}
SAID = ["高职扩招怎么报名", "高职扩招条件", "请问高职扩招在哪报", "高职扩招报名时间"]


@pytest.fixture
def crowd(searchable: House) -> Callable[..., None]:
    """Each of these queries is asked so often; every time by a container of its own, which writes at once."""

    def ask(*queries: str, times: int = 1, answered: bool = False) -> None:
        for _ in range(times):
            for query in queries:
                noting.noted(searchable.world, query, answered, heard=noting.Heard())

    return ask


@pytest.fixture
def many_ids(searchable: House) -> None:
    """Ids as different in their ends as real ones."""
    number = iter(range(10_000_000, 99_999_999))
    object.__setattr__(searchable.world, "new_id", lambda: f"{next(number):032d}")


def minutes(house: House, many: int = 1) -> None:
    for _ in range(many):
        house.world.clock.advance(timedelta(minutes=1))
        house.minute()


def rows_of(world: Any) -> str:
    """All that is written down, as it lies there."""
    from chalicelib.store.row import Row

    return "\n".join(repr(row.attribute_values) for row in Row.scan())


def citizen(who: str) -> Caller:
    return Caller(id=who)


def only_gap(house: House) -> Gap:
    [gap] = listed(house.world)
    return gap


def answer_is_released(house: House) -> None:
    house.release(43, [*small_catalogue(), VOCATIONAL])
    house.hear()


def told(house: House) -> list[dict[str, Any]]:
    return [fact.data for fact in house.told("search.wish_answered")]
