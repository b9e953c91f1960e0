"""Lambda: errors by name, environments that live on, no waiting for nothing, and retries of asynchronous calls."""

import os
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.local.cloud import Cloud, calling, zipped

FAILING = """
    calls = 0

    class Engaged(Exception):
        pass

    def handler(event, context):
        global calls
        calls += 1
        if event != "well":
            raise Engaged("the line is engaged")
        return calls
"""


@pytest.mark.restores("lambda_errors")
def test_an_error_carries_its_class_name_and_where_it_happened(cloud: Cloud) -> None:
    error = cloud.invoke(cloud.function(FAILING), "badly")

    assert (error["errorType"], error["errorMessage"]) == ("Engaged", "the line is engaged")
    assert "raise Engaged" in error["stackTrace"][-1]


@pytest.mark.restores("lambda_errors")
def test_an_environment_lives_on_after_an_error(cloud: Cloud) -> None:
    function = cloud.function(FAILING)

    cloud.invoke(function, "badly")

    assert cloud.invoke(function, "well") == 2


@pytest.mark.restores("lambda_errors")
def test_a_machine_catches_an_error_by_its_class_name(cloud: Cloud) -> None:
    caught = {"ErrorEquals": ["Engaged"], "Next": "Caught"}
    call = calling(cloud.function(FAILING), Catch=[caught])
    machine = cloud.machine({"Call": call, "Caught": {"Type": "Succeed"}})

    assert cloud.ended(cloud.run(machine))["status"] == "SUCCEEDED"


@pytest.mark.restores("lambda_logs")
def test_a_silent_function_answers_without_waiting_for_a_log_line(cloud: Cloud) -> None:
    function = cloud.function("def handler(event, context): pass")
    cloud.invoke(function)

    def took() -> float:
        began = time.perf_counter()
        cloud.invoke(function)
        return time.perf_counter() - began

    assert min(took() for _ in range(20)) < 0.045


def test_what_a_call_logs_is_logged_as_its_own(cloud: Cloud) -> None:
    function = cloud.function("""
        def handler(event, context):
            for line in range(100):
                print(event, line)
            print(event, "ends in mid-line", end="")
    """)

    for call in ("first", "second"):
        cloud.invoke(function, call)

    group = f"/aws/lambda/{function.rpartition(':')[2]}"
    events = cloud.client("logs").filter_log_events(logGroupName=group)["events"]
    log = "\n".join(event["message"] for event in events)
    calls = [call.split("END RequestId")[0] for call in log.split("START RequestId")[1:]]
    assert [(call.count("first "), call.count("second ")) for call in calls] == [(101, 0), (0, 101)]


@pytest.mark.restores("lambda_activation")
def test_a_new_function_is_active_at_once(cloud: Cloud) -> None:
    lambdas = cloud.client("lambda")

    def took() -> float:
        began = time.perf_counter()
        function = cloud.function("def handler(event, context): pass")
        cloud.until(lambda: lambdas.get_function(FunctionName=function)["Configuration"]["State"] == "Active")
        return time.perf_counter() - began

    assert min(took() for _ in range(5)) < 0.5


def test_a_function_sees_nothing_of_the_developers_environment(cloud: Cloud) -> None:
    environment = cloud.invoke(
        cloud.function("import os, sys\ndef handler(event, context): return dict(os.environ, path=sys.path)")
    )

    shared = {name for name, value in environment.items() if os.environ.get(name) == value}
    assert shared <= {"LANG", "AWS_DEFAULT_REGION", "AWS_REGION", "AWS_SECRET_ACCESS_KEY"}
    assert environment["AWS_ENDPOINT_URL"] == cloud.emulator.url
    assert str(Path(__file__).parents[2]) not in environment["path"]


def test_new_code_is_what_runs_next(cloud: Cloud) -> None:
    function = cloud.function("def handler(event, context): return 'old'")
    assert cloud.invoke(function) == "old"

    code = zipped("def handler(event, context): return 'new'")
    cloud.client("lambda").update_function_code(FunctionName=function, ZipFile=code)

    assert cloud.invoke(function) == "new"


@pytest.mark.restores("lambda_retirement")
def test_a_call_under_way_ends_on_the_code_it_began_with(cloud: Cloud, tmp_path: Path) -> None:
    began, may_end = tmp_path / "began", tmp_path / "may-end"
    function = cloud.function(f"""
        import time
        from pathlib import Path

        def handler(event, context):
            Path("{began}").touch()
            while not Path("{may_end}").exists():
                time.sleep(0.02)
            return "old"
    """)

    with ThreadPoolExecutor(1) as caller:
        call = caller.submit(cloud.invoke, function)
        cloud.until(began.exists)
        cloud.client("lambda").update_function_code(
            FunctionName=function, ZipFile=zipped("def handler(event, context): return 'new'")
        )
        meanwhile = cloud.invoke(function)
        may_end.touch()

    assert (call.result(), meanwhile) == ("old", "new")
