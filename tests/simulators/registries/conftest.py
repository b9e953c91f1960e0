"""One set of registries for all tests, without faults at the beginning of each."""

from collections.abc import Iterator

import pytest

from tests.simulators.registries.office import Office, open_office


@pytest.fixture(scope="module")
def _office() -> Iterator[Office]:
    with open_office() as office:
        yield office


@pytest.fixture
def office(_office: Office) -> Iterator[Office]:
    yield _office
    _office.sim("faults", method="DELETE")
