"""Journeys share one province, and leave the carrier as they found it."""

from collections.abc import Iterator

import pytest

from tests.province import Province


@pytest.fixture(autouse=True)
def faultless(province: Province) -> Iterator[None]:
    yield
    province.carrier.clear_faults()
