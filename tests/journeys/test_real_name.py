"""Real names, from the page to the police and back, with IAM on: who may ask, who hears of it, and what lies open."""

from collections.abc import Iterator
from typing import Any

import pytest

from local.people import Owner
from local.web import HTML, accepted
from simulators.registries.client import Registries
from tests.province import Province

# One household each, so that no test meets another's, nor those of tests/browser.
MARRIED, HOUSED, TEACHER, ALONE = "何嘉木", "汪若兰", "江映雪", "罗长生"


@pytest.fixture
def registries(province: Province) -> Iterator[Registries]:
    """Without faults afterwards."""
    found = province.cloud.registries
    yield found
    found.clear_faults()


def show(owner: Owner, name: str, id_number: str) -> Any:
    given = {"name": name, "id_number": id_number, "agree": True, "next": "/data-sharing/"}
    return owner.browser.post("/identity/real-name", given)


def test_a_real_name_raises_the_level_and_stands_in_the_persons_log(
    province: Province, registries: Registries
) -> None:
    owner = province.owner()

    granted = accepted(show(owner, MARRIED, registries.number_of(MARRIED)))

    assert granted["level"] == 2
    page = owner.browser.get("/data-sharing/", accept=HTML).text
    assert "公安部门 · 个人身份信息" in page
    assert "您自己办事时" in page
    assert registries.ledger()[-1]["client"] == "AH/GOV/tongban/identity"


def test_a_second_account_cannot_have_the_same_number(province: Province, registries: Registries) -> None:
    number = registries.number_of(HOUSED)
    accepted(show(province.owner(), HOUSED, number))

    assert show(province.owner(), HOUSED, number).status == 409


def test_while_the_police_are_down_one_is_asked_to_come_back(
    province: Province, registries: Registries
) -> None:
    owner, number = province.owner(), registries.number_of(TEACHER)
    registries.fault("down", service="police", times=1)

    assert show(owner, TEACHER, number).status == 503
    assert show(owner, TEACHER, number).status == 200


def test_neither_name_nor_number_lies_open_anywhere(province: Province, registries: Registries) -> None:
    number = registries.number_of(ALONE)
    accepted(show(province.owner(), ALONE, number))

    for text in [*tables(province), *logs(province)]:
        assert number not in text
        assert ALONE not in text


def tables(province: Province) -> list[str]:
    dynamodb = province.aws("dynamodb")
    return [str(dynamodb.scan(TableName=name)) for name in dynamodb.list_tables()["TableNames"]]


def logs(province: Province) -> list[str]:
    found = province.aws("logs")
    groups = [group["logGroupName"] for group in found.describe_log_groups()["logGroups"]]
    return [str(found.filter_log_events(logGroupName=group)["events"]) for group in groups]
