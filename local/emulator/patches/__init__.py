"""What ministack gets wrong, put right: one file per promise of AWS, applied in this order."""

from local.emulator.patches import (
    checkpoint,
    custom_domain,
    event_delivery,
    event_resources,
    execution_end,
    execution_restart,
    kms_context,
    lambda_activation,
    lambda_code,
    lambda_errors,
    lambda_logs,
    lambda_retirement,
    parameter_paths,
    rest_api_compression,
    rest_api_details,
    rest_api_import,
    rest_api_in_place,
    source_address,
    stream_failures,
    table_settings,
    task_failures,
    task_heartbeats,
    task_tokens,
)

PATCHES = (
    rest_api_import,
    rest_api_details,
    rest_api_in_place,
    rest_api_compression,
    custom_domain,
    source_address,
    parameter_paths,
    kms_context,
    lambda_errors,
    lambda_logs,
    lambda_retirement,
    lambda_activation,
    lambda_code,
    stream_failures,
    table_settings,
    event_resources,
    event_delivery,
    task_failures,
    task_heartbeats,
    task_tokens,
    execution_end,
    execution_restart,
    checkpoint,
)


def apply(without: set[str]) -> None:
    """Apply every patch but those named in `without`."""
    named = {patch.__name__.rpartition(".")[2]: patch for patch in PATCHES}
    if unknown := without - named.keys():
        raise LookupError(f"no patch is called {', '.join(sorted(unknown))}")
    for name, patch in named.items():
        if name not in without:
            patch.apply()
