"""What ministack gets wrong, put right: one file per promise of AWS, applied in this order."""

from local.emulator.patches import (
    event_resources,
    lambda_errors,
    lambda_speed,
    rest_api_compression,
    rest_api_details,
    rest_api_import,
    rest_api_in_place,
    table_settings,
)

PATCHES = (
    rest_api_import,
    rest_api_compression,
    rest_api_details,
    rest_api_in_place,
    lambda_errors,
    lambda_speed,
    table_settings,
    event_resources,
)


def apply(without: set[str]) -> None:
    """Apply every patch but those named in `without`."""
    for patch in PATCHES:
        if patch.__name__.rpartition(".")[2] not in without:
            patch.apply()
