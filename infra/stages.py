"""One Chalice stage per matter and environment: ``.chalice/config.json``, made from the matters."""

from typing import Any

from chalicelib.definition import definition_of, folder_of
from infra.environment import Environment

# Chalice keeps only what a person waits for short; a fact may take longer than a page.
FUNCTIONS: dict[str, dict[str, int]] = {
    "api_handler": {"lambda_memory_size": 1024, "lambda_timeout": 15},
    "on_fact": {"lambda_memory_size": 512, "lambda_timeout": 10},
    "on_step": {"lambda_memory_size": 512, "lambda_timeout": 30},
    "sweep": {"lambda_memory_size": 512, "lambda_timeout": 50},
}
# A whole processor: https://docs.aws.amazon.com/lambda/latest/dg/configuration-memory.html
LONG_REACTIONS = {"on_fact": {"lambda_memory_size": 1769, "lambda_timeout": 300}}


def stage_name(slug: str, environment: str) -> str:
    return f"{slug}-{environment}"


def function_names(stage: str) -> list[str]:
    """The Lambda functions Chalice makes for a stage."""
    return [f"tongban-{stage}", *(f"tongban-{stage}-{name}" for name in FUNCTIONS if name != "api_handler")]


def functions_of(slug: str) -> dict[str, dict[str, int]]:
    """With the memory and the seconds that each of a matter's functions has."""
    return FUNCTIONS | (LONG_REACTIONS if definition_of(folder_of(slug)).uses.long_reactions else {})


def config(slugs: list[str], environments: list[Environment]) -> dict[str, Any]:
    """All stages. Policies are written by us, as Chalice's own analysis sees nothing of PynamoDB."""
    return {
        "version": "2.0",
        "app_name": "tongban",
        "autogen_policy": False,
        "automatic_layer": False,
        "minimum_compression_size": 1024,
        "api_gateway_stage": "api",
        "api_gateway_endpoint_type": "REGIONAL",
        "stages": {stage_name(slug, env.name): _stage(slug, env) for env in environments for slug in slugs},
    }


def _stage(slug: str, environment: Environment) -> dict[str, Any]:
    return {
        "iam_policy_file": f"policy-{stage_name(slug, environment.name)}.json",
        "environment_variables": {
            "MATTER": slug,
            "ENVIRONMENT": environment.name,
            "POWERTOOLS_SERVICE_NAME": slug,
            "POWERTOOLS_METRICS_NAMESPACE": "tongban",
            "POWERTOOLS_LOG_LEVEL": environment.log_level,
        },
        "tags": {"tongban:matter": slug, "tongban:environment": environment.name},
        "lambda_functions": functions_of(slug),
    }
