"""A matter may do what its definition declares, and nothing else."""

from typing import Any

import pytest

from chalicelib.definition import Definition, Machine, Uses
from infra.policies import policy

LEAST = Definition.model_validate(
    {
        "title": "示例事项",
        "summary": "只为测试而设的事项。",
        "task_type": "公共服务",
        "audience": ["自然人"],
        "department": "示例部门",
        "basis": ["示例依据"],
        "base_paths": ["example"],
    }
)


def statements(definition: Definition) -> dict[str, dict[str, Any]]:
    return {it["Sid"]: it for it in policy("example", "dev", definition)["Statement"]}


def with_uses(**uses: Any) -> dict[str, dict[str, Any]]:
    return statements(LEAST.model_copy(update={"uses": Uses(**uses)}))


def test_every_resource_is_named() -> None:
    for sid, statement in statements(LEAST).items():
        assert "*" not in statement["Resource"], sid
        assert not [action for action in statement["Action"] if "*" in action], sid


def test_it_reads_and_writes_its_own_table_only() -> None:
    tables = [
        resource
        for statement in statements(LEAST).values()
        for resource in statement["Resource"]
        if ":dynamodb:" in resource
    ]
    assert {table.split(":table/")[1] for table in tables} == {
        "tongban-example-dev",
        "tongban-example-dev/index/*",
    }


def test_it_cannot_look_at_a_whole_table() -> None:
    assert "dynamodb:Scan" not in statements(LEAST)["OwnTable"]["Action"]


def test_it_speaks_on_the_bus_in_its_own_name() -> None:
    condition = statements(LEAST)["Tell"]["Condition"]
    assert condition == {"StringEqualsIfExists": {"events:source": "tongban.example"}}


def test_it_opens_only_what_was_sealed_for_it() -> None:
    condition = statements(LEAST)["DataKey"]["Condition"]
    assert condition["StringEqualsIfExists"] == {"kms:EncryptionContext:owner": ["example"]}


@pytest.mark.parametrize(
    ("use", "may", "may_not"),
    [("read", "dynamodb:GetItem", "dynamodb:PutItem"), ("write", "dynamodb:PutItem", "dynamodb:Scan")],
)
def test_it_reaches_the_directory_as_declared(use: str, may: str, may_not: str) -> None:
    allowed = with_uses(directory=use)
    assert may in allowed["Directory"]["Action"]
    assert may_not not in allowed["Directory"]["Action"]
    assert (
        "directory" in allowed["DataKey"]["Condition"]["StringEqualsIfExists"]["kms:EncryptionContext:owner"]
    )


def test_it_does_not_reach_the_directory_otherwise() -> None:
    assert "Directory" not in statements(LEAST)


def test_only_a_matter_that_says_so_signs_tokens() -> None:
    assert statements(LEAST)["TokenKey"]["Action"] == ["kms:GetPublicKey"]
    assert "kms:Sign" in with_uses(signs_tokens=True)["TokenKey"]["Action"]


def test_only_a_matter_with_a_machine_answers_tasks() -> None:
    machine = LEAST.model_copy(update={"machine": Machine(starts_on=["example.asked"])})
    assert "AnswerTasks" not in statements(LEAST)
    assert "AnswerTasks" in statements(machine)


def test_files_are_for_matters_that_people_send_files_to() -> None:
    assert "OwnFiles" not in statements(LEAST)

    files = with_uses(files=True)["OwnFiles"]

    assert files["Resource"] == ["arn:*:s3:::tongban-example-dev-files-*/*"]
    assert set(files["Action"]) == {"s3:GetObject", "s3:PutObject", "s3:DeleteObject"}


def test_dead_letters_are_seen_and_never_sent() -> None:
    assert "OwnDeadLetters" not in statements(LEAST)

    allowed = with_uses(dead_letters=True)["OwnDeadLetters"]

    assert allowed["Resource"] == ["arn:*:sqs:*:*:tongban-example-dev-inbox-dead"]
    assert "sqs:SendMessage" not in allowed["Action"]


def test_the_shelf_is_for_matters_that_say_so() -> None:
    assert not [sid for sid in statements(LEAST) if "Shelf" in sid]


def test_who_reads_the_shelf_reads_all_of_it_and_writes_nothing() -> None:
    allowed = with_uses(shelf="read")

    assert allowed["Shelf"]["Resource"] == ["arn:*:s3:::tongban-dev-shelf-*/*"]
    assert allowed["Shelf"]["Action"] == ["s3:GetObject"]
    assert not [sid for sid, it in allowed.items() if "s3:PutObject" in it["Action"]]


def test_who_writes_on_the_shelf_writes_under_its_own_name_only() -> None:
    allowed = with_uses(shelf="write")

    assert allowed["Shelf"]["Action"] == ["s3:GetObject"]
    assert allowed["OwnShelf"]["Action"] == ["s3:PutObject"]
    assert allowed["OwnShelf"]["Resource"] == ["arn:*:s3:::tongban-dev-shelf-*/example/*"]


PEERS = {"aws:ResourceTag/tongban:environment": "dev", "aws:ResourceTag/tongban:purpose": "peers"}


def test_who_asks_registries_speaks_in_its_own_name_only() -> None:
    assert "SpeakToDataSharing" not in statements(LEAST)

    speak = with_uses(registries=True)["SpeakToDataSharing"]

    said = {"kms:EncryptionContext:from": "example", "kms:EncryptionContext:to": "data-sharing"}
    assert speak["Action"] == ["kms:Encrypt"]
    assert speak["Condition"] == {"StringEquals": PEERS | said}


def test_only_who_serves_registries_hears_matters() -> None:
    assert "HearMatters" not in with_uses(registries=True)

    hear = with_uses(serves_registries=True)["HearMatters"]

    assert hear["Action"] == ["kms:Decrypt"]
    assert hear["Condition"] == {"StringEquals": PEERS | {"kms:EncryptionContext:to": "example"}}
