"""Power cuts and restarts: what was accepted is kept, and executions go on."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.local.cloud import Cloud, name
from tests.local.conftest import Own
from tests.local.test_executions import handed_over

TABLE: dict[str, Any] = {
    "BillingMode": "PAY_PER_REQUEST",
    "AttributeDefinitions": [{"AttributeName": "id", "AttributeType": "S"}],
    "KeySchema": [{"AttributeName": "id", "KeyType": "HASH"}],
}
MISTAKE = {"Type": "Fail", "Error": "Mistake"}


class Register:
    """A table of cases."""

    def __init__(self, cloud: Cloud) -> None:
        self.table = name("table")
        cloud.client("dynamodb").create_table(TableName=self.table, **TABLE)

    def add(self, cloud: Cloud, *cases: str) -> None:
        for case in cases:
            cloud.client("dynamodb").put_item(TableName=self.table, Item={"id": {"S": case}})

    def cases(self, cloud: Cloud) -> set[str]:
        return {item["id"]["S"] for item in cloud.client("dynamodb").scan(TableName=self.table)["Items"]}


@pytest.mark.restores("checkpoint")
def test_a_power_cut_loses_nothing_that_a_checkpoint_saw(own: Own) -> None:
    register = Register(own.cloud)
    register.add(own.cloud, "a", "b")
    function = own.cloud.function("def handler(event, context): return 'still here'")
    url, _ = own.cloud.queue()
    own.cloud.client("sqs").send_message(QueueUrl=url, MessageBody="waiting")
    own.cloud.client("ssm").put_parameter(Name="/tongban/dev/token", Value="secret", Type="SecureString")
    key = own.cloud.client("kms").create_key(KeySpec="ECC_NIST_P256", KeyUsage="SIGN_VERIFY")["KeyMetadata"][
        "KeyId"
    ]
    public = own.cloud.client("kms").get_public_key(KeyId=key)["PublicKey"]
    own.cloud.settle()

    own.cut_power()

    assert register.cases(own.cloud) == {"a", "b"}
    assert own.cloud.invoke(function) == "still here"
    assert own.cloud.message(url)["Body"] == "waiting"
    kept = own.cloud.client("ssm").get_parameter(Name="/tongban/dev/token", WithDecryption=True)
    assert kept["Parameter"]["Value"] == "secret"
    assert own.cloud.client("kms").get_public_key(KeyId=key)["PublicKey"] == public


def test_a_cut_in_the_middle_of_a_checkpoint_leaves_the_one_before(own: Own) -> None:
    register = Register(own.cloud)
    register.add(own.cloud, "a")
    own.cloud.settle()
    own.cloud.emulator.kill()

    state = own.cloud.emulator.data / "state"
    torn = state / f"{own.cloud.emulator.checkpoint + 1}.{own.cloud.emulator.process.pid}"
    torn.mkdir(exist_ok=True)
    (torn / "dynamodb.json").write_text('{"__ministack_format__": 2, "payload": {"tab')
    (state / "current.next").unlink(missing_ok=True)
    (state / "current.next").symlink_to(torn.name)
    own.start()

    assert register.cases(own.cloud) == {"a"}
    register.add(own.cloud, "b")
    own.cloud.settle()


def test_a_polite_stop_keeps_the_very_last_write(own: Own) -> None:
    register = Register(own.cloud)
    register.add(own.cloud, "a")

    own.restart()

    assert register.cases(own.cloud) == {"a"}


def test_what_functions_left_unpacked_is_gone_after_a_restart(own: Own) -> None:
    own.cloud.invoke(own.cloud.function("def handler(event, context): pass"))
    scratch = own.cloud.emulator.data / "scratch"
    assert list(scratch.glob("ministack-lambda-*"))

    own.cut_power()

    assert not list(scratch.glob("ministack-lambda-*"))


def asking(url: str) -> dict[str, Any]:
    resource = "arn:aws:states:::sqs:sendMessage.waitForTaskToken"
    message = {"QueueUrl": url, "MessageBody": {"token.$": "$$.Task.Token", "case.$": "$.case"}}
    return {"Type": "Task", "Resource": resource, "Parameters": message, "End": True}


@pytest.mark.restores("execution_restart")
def test_an_execution_that_waits_for_an_answer_goes_on_after_a_power_cut(own: Own) -> None:
    url, _ = own.cloud.queue()
    arn = own.cloud.run(own.cloud.machine({"Ask": asking(url)}), name="case-7", input='{"case": "7"}')
    own.cloud.message(url)
    own.cloud.settle()

    own.cut_power()

    assert own.cloud.execution(arn)["status"] == "RUNNING"
    asked = json.loads(own.cloud.message(url)["Body"])
    assert asked["case"] == "7"
    own.cloud.client("stepfunctions").send_task_success(taskToken=asked["token"], output='"answered"')
    assert own.cloud.ended(arn)["output"] == '"answered"'


@pytest.mark.restores("execution_restart")
def test_what_is_done_is_not_done_again_and_a_token_stays_good(own: Own, tmp_path: Path) -> None:
    diary = tmp_path / "diary"
    function = own.cloud.function(f"""
        def handler(event, context):
            with open({str(diary)!r}, "a") as diary:
                print(event["do"], event.get("token", "-"), file=diary)
    """)

    def written() -> list[list[str]]:
        return [line.split() for line in diary.read_text().splitlines()] if diary.exists() else []

    book = {"Type": "Task", "Resource": function, "Parameters": {"do": "book"}, "Next": "Ring"}
    ring = handed_over(function, {"do": "ring", "token.$": "$$.Task.Token"})
    arn = own.cloud.run(own.cloud.machine({"Book": book, "Ring": ring}))
    own.cloud.until(lambda: len(written()) == 2)
    own.cloud.settle()

    own.cut_power()

    answer = {"taskToken": written()[1][1], "output": '"answered"'}
    own.cloud.sdk("stepfunctions").send_task_success(**answer)
    assert own.cloud.ended(arn)["output"] == '"answered"'
    assert [line[0] for line in written()] == ["book", "ring"]


@pytest.mark.restores("execution_restart")
def test_an_execution_in_a_wait_state_goes_on_after_a_restart(own: Own) -> None:
    arn = own.cloud.run(own.cloud.machine({"Wait": {"Type": "Wait", "Seconds": 2, "End": True}}))

    own.restart()

    assert own.cloud.ended(arn)["status"] == "SUCCEEDED"


def test_an_execution_that_had_ended_is_left_alone(own: Own) -> None:
    arn = own.cloud.run(own.cloud.machine({"Fail": MISTAKE}))
    before = own.cloud.ended(arn)

    own.restart()

    after = own.cloud.execution(arn)
    assert (after["status"], after["error"], after["stopDate"]) == ("FAILED", "Mistake", before["stopDate"])
