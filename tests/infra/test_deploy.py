"""The deploy command, run for real against the emulator with IAM switched on."""

import io
import json
import urllib.request
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from botocore.exceptions import ClientError

from local.emulator import process
from tests.infra.operator import DOMAIN, Operator, checkout_with

PORT = 4651
TABLE = "tongban-example-dev"


@pytest.fixture(scope="module")
def operator(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Operator]:
    """An operator who has deployed two matters."""
    home = tmp_path_factory.mktemp("operator")
    emulator = process.start(PORT, home / "cloud", log=home / "emulator.log", auth=True)
    try:
        operator = Operator(emulator, checkout_with(home / "checkout", "example", "passing"))
        assert operator.run("infra.generate").returncode == 0
        operator.deploy("--all", "dev")
        yield operator
    finally:
        emulator.kill()


def get(operator: Operator, path: str) -> int:
    request = urllib.request.Request(operator.emulator.url + path, headers={"Host": DOMAIN})  # noqa: S310
    with urllib.request.urlopen(request, timeout=30) as answer:  # noqa: S310
        return int(answer.status)


def tell(operator: Operator, case_id: str) -> None:
    fact = {"id": f"fact-{case_id}", "type": "example.asked", "version": 1, "correlation_id": "c-1"}
    entry = {
        "EventBusName": "tongban-dev",
        "Source": "tongban.example",
        "DetailType": "example.asked",
        "Detail": json.dumps(fact | {"data": {"case_id": case_id}}),
    }
    assert operator.client("events").put_events(Entries=[entry])["FailedEntryCount"] == 0


def zipped(name: str, text: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(name, text)
    return buffer.getvalue()


def apis(operator: Operator) -> list[str]:
    return sorted(api["id"] for api in operator.client("apigateway").get_rest_apis()["items"])


def test_a_deployed_matter_answers_on_the_domain(operator: Operator) -> None:
    assert get(operator, "/example/health") == 200
    assert get(operator, "/passing/health") == 200


def test_a_fact_reaches_the_inbox_and_what_is_personal_is_kept_sealed(operator: Operator) -> None:
    tell(operator, "case-1")
    kept: dict[str, Any] = operator.until(lambda: operator.item(TABLE, "case-1"))
    assert "13800138000" not in str(kept)


def test_a_fact_starts_the_state_machine_with_the_fact_as_its_input(operator: Operator) -> None:
    tell(operator, "case-2")
    assert operator.until(lambda: operator.item(TABLE, "case-2-step"))


Call = Callable[[Any], Any]
BEYOND: dict[str, tuple[str, Call]] = {
    "another matter's table": (
        "dynamodb",
        lambda it: it.get_item(TableName="tongban-passing-dev", Key={"pk": {"S": "x"}, "sk": {"S": "x"}}),
    ),
    "the directory": (
        "dynamodb",
        lambda it: it.get_item(TableName="tongban-dev-directory", Key={"pk": {"S": "x"}}),
    ),
    "its whole table": ("dynamodb", lambda it: it.scan(TableName=TABLE)),
    "another environment's values": ("ssm", lambda it: it.get_parameters_by_path(Path="/tongban/prod/")),
    "the default bus": (
        "events",
        lambda it: it.put_events(Entries=[{"Source": "x", "DetailType": "x", "Detail": "{}"}]),
    ),
    "another matter's functions": ("lambda", lambda it: it.invoke(FunctionName="tongban-passing-dev")),
    "its own function's code": (
        "lambda",
        lambda it: it.update_function_code(FunctionName="tongban-example-dev", ZipFile=b"x"),
    ),
}


@pytest.mark.parametrize("what", BEYOND)
def test_a_function_cannot_reach(operator: Operator, what: str) -> None:
    service, call = BEYOND[what]
    with pytest.raises(ClientError, match=r"AccessDenied"):
        call(operator.as_function("tongban-example-dev-api_handler", service))


def test_only_a_matter_that_says_so_can_sign_tokens(operator: Operator) -> None:
    key = operator.client("ssm").get_parameter(Name="/tongban/dev/token-keys")["Parameter"]["Value"]
    kms = operator.as_function("tongban-example-dev-api_handler", "kms")
    assert kms.get_public_key(KeyId=key)["KeySpec"] == "ECC_NIST_P256"
    with pytest.raises(ClientError, match=r"AccessDenied"):
        kms.sign(KeyId=key, Message=b"x", SigningAlgorithm="ECDSA_SHA_256")


def test_deploying_again_does_nothing(operator: Operator) -> None:
    said = operator.deploy("example", "dev")
    assert "nothing to do" in said
    assert "chalice deploy --stage example-dev\n" in said, "the command by hand"


def test_a_change_of_code_needs_only_chalice_and_keeps_the_api(operator: Operator) -> None:
    before = apis(operator)
    model = operator.home / "functions" / "example" / "model.py"
    model.write_text(model.read_text(encoding="utf-8") + "\n# changed\n", encoding="utf-8")

    said = operator.deploy("example", "dev")

    assert "stack tongban-example-dev-matter" not in said.split("by hand")[1].split("\n", 5)[5]
    assert "s  chalice deploy --stage example-dev" in said
    assert apis(operator) == before


def test_what_was_deployed_by_hand_since_is_noticed(operator: Operator) -> None:
    lambdas = operator.client("lambda")
    lambdas.update_function_code(FunctionName="tongban-example-dev", ZipFile=zipped("app.py", "app = 1"))

    operator.deploy("example", "dev")

    assert get(operator, "/example/health") == 200


def test_another_checkout_goes_on_where_this_one_left_off(operator: Operator) -> None:
    before = apis(operator)
    (operator.home / ".chalice" / "deployed" / "example-dev.json").unlink()

    operator.deploy("example", "dev", "--force")

    assert apis(operator) == before


def test_a_plan_changes_nothing(operator: Operator) -> None:
    definition = operator.home / "functions" / "passing" / "matter.toml"
    told = definition.read_text(encoding="utf-8")
    definition.write_text(told.replace('consumes = ["', 'consumes = ["example.else", "'), encoding="utf-8")
    rule = {"Name": "tongban-passing-dev-inbox", "EventBusName": "tongban-dev"}
    before = operator.client("events").describe_rule(**rule)["EventPattern"]

    said = operator.deploy("passing", "dev", "--plan")

    assert "modify AWS::Events::Rule InboxRule" in said
    assert operator.client("events").describe_rule(**rule)["EventPattern"] == before
    definition.write_text(told, encoding="utf-8")


def test_a_path_that_a_matter_gives_up_is_closed(operator: Operator) -> None:
    definition = operator.home / "functions" / "passing" / "matter.toml"
    told = definition.read_text(encoding="utf-8")
    for paths in ('base_paths = ["passing", "old"]', 'base_paths = ["passing"]'):
        definition.write_text(told.replace('base_paths = ["passing"]', paths), encoding="utf-8")
        operator.deploy("passing", "dev")

    mapped = operator.client("apigateway").get_base_path_mappings(domainName=DOMAIN)["items"]

    assert sorted(it["basePath"] for it in mapped) == ["example", "passing"]


def test_a_secret_is_kept_sealed_and_is_never_shown(operator: Operator) -> None:
    done = operator.run("infra.secrets", "set", "dev", "carrier/token", given="s3cret\n")
    kept = operator.client("ssm").get_parameter(Name="/tongban/dev/carrier/token", WithDecryption=True)
    assert kept["Parameter"]["Type"] == "SecureString"
    assert kept["Parameter"]["Value"] == "s3cret"
    assert "s3cret" not in done.stdout + done.stderr
    assert operator.run("infra.secrets", "list", "dev").stdout.split() == ["carrier/token"]


def test_a_removed_matter_leaves_its_table_and_deploying_takes_it_back(operator: Operator) -> None:
    row = {"pk": {"S": "kept"}, "sk": {"S": "Heard"}}
    operator.client("dynamodb").put_item(TableName="tongban-passing-dev", Item=row)

    operator.deploy("passing", "dev", "--remove", "--yes")
    assert len(apis(operator)) == 1
    assert operator.item("tongban-passing-dev", "kept")

    operator.deploy("passing", "dev")
    assert get(operator, "/passing/health") == 200
    assert operator.item("tongban-passing-dev", "kept")

    operator.deploy("passing", "dev", "--remove", "--with-data", "--yes")
    assert TABLE in operator.client("dynamodb").list_tables()["TableNames"]
    assert "tongban-passing-dev" not in operator.client("dynamodb").list_tables()["TableNames"]


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (["nothing", "dev"], "no matter nothing"),
        (["example", "nowhere"], "no environment nowhere"),
        (["dev"], "name one matter, or --all"),
    ],
)
def test_a_mistake_is_answered_in_one_line(operator: Operator, arguments: list[str], reason: str) -> None:
    done = operator.run("infra.deploy", *arguments)
    assert done.returncode == 1
    assert reason in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


def test_stale_configuration_is_refused(operator: Operator) -> None:
    policy: Path = operator.home / ".chalice" / "policy-example-dev.json"
    kept = policy.read_text(encoding="utf-8")
    policy.write_text("{}", encoding="utf-8")
    done = operator.run("infra.deploy", "example", "dev")
    policy.write_text(kept, encoding="utf-8")
    assert "policy-example-dev.json is stale: python -m infra.generate" in done.stderr
