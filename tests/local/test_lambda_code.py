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


HELPER = """
    from pathlib import Path

    def handler(event, context):
        import helper
        return helper.__file__, Path(helper.__file__).stat().st_ino, helper.SHOWN
"""


@pytest.mark.restores("lambda_code")
def test_of_the_next_package_only_what_has_changed_is_unpacked(cloud: Cloud) -> None:
    first = cloud.function(HELPER, helper="SHOWN = 1")
    before, file, _ = cloud.invoke(first)

    same = cloud.invoke(cloud.function(HELPER + "    # another package", helper="SHOWN = 1"))
    changed = cloud.invoke(cloud.function(HELPER, helper="SHOWN = 2"))

    assert same[0] != before
    assert same[1:] == [file, 1]
    assert changed[1] != file
    assert changed[2] == 2
