"""A package is unpacked once for all who run it."""

import pytest

from tests.local.cloud import Cloud

WHERE = """
    import os

    def handler(event, context):
        return os.path.realpath(__file__)
"""


@pytest.mark.restores("lambda_code")
def test_functions_of_one_package_run_the_same_files(cloud: Cloud) -> None:
    one, other = cloud.function(WHERE), cloud.function(WHERE)

    assert cloud.invoke(one) == cloud.invoke(other)
