"""One Chalice stage per matter and environment, which says where it is and nothing secret."""

from collections import Counter

from chalicelib import matters
from chalicelib.definition import definition_of
from infra import environment
from infra.stages import config, function_names

DEV = environment.load("dev", {})


def test_a_stage_is_a_matter_in_an_environment() -> None:
    prod = DEV.model_copy(update={"name": "prod"})
    stages = config(["car-move", "identity"], [DEV, prod])["stages"]
    assert set(stages) == {"car-move-dev", "identity-dev", "car-move-prod", "identity-prod"}


def test_a_function_is_told_where_it_is_and_everything_else_it_reads_from_parameter_store() -> None:
    [stage] = config(["car-move"], [DEV])["stages"].values()
    assert stage["environment_variables"] == {
        "MATTER": "car-move",
        "ENVIRONMENT": "dev",
        "POWERTOOLS_SERVICE_NAME": "car-move",
        "POWERTOOLS_METRICS_NAMESPACE": "tongban",
        "POWERTOOLS_LOG_LEVEL": "INFO",
    }


def test_nobody_waits_longer_for_a_page_than_api_gateway_does() -> None:
    [stage] = config(["car-move"], [DEV])["stages"].values()
    assert stage["lambda_functions"]["api_handler"]["lambda_timeout"] < 29


def test_a_matter_that_takes_minutes_about_a_fact_has_them() -> None:
    stages = config(["car-move", "search"], [DEV])["stages"]
    usual, long = (stages[f"{slug}-dev"]["lambda_functions"]["on_fact"] for slug in ("car-move", "search"))
    assert long["lambda_timeout"] > usual["lambda_timeout"]
    assert long["lambda_memory_size"] >= 1769  # from there on, a whole processor


def test_functions_are_named_as_chalice_names_them() -> None:
    assert function_names("car-move-dev") == [
        "tongban-car-move-dev",
        "tongban-car-move-dev-on_fact",
        "tongban-car-move-dev-on_step",
        "tongban-car-move-dev-sweep",
    ]


def test_a_longer_stage_name_still_fits_where_aws_counts() -> None:
    longest = max(len(name) for name in matters.names())
    role = len("tongban--example1-api_handler") + longest
    assert role <= 64


def test_no_two_matters_claim_one_path() -> None:
    claimed = Counter(
        path for name in matters.names() for path in definition_of(matters.HOME / name).base_paths
    )
    assert [path for path, times in claimed.items() if times > 1] == []
