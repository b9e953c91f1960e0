"""A whole province of its own for the journeys: the emulator with IAM on, the carrier, the front door, every matter deployed."""

import itertools
from collections.abc import Iterator
from typing import Any

import boto3
import pytest

from local import private
from local.camera import link_on
from local.cloud import LocalCloud
from local.journey import Scene
from local.people import Owner, PasserBy
from tests.eavesdropper import Eavesdropper


class Province:
    """What a test needs of it: people with cars, and a look at everything that it keeps."""

    def __init__(self, cloud: LocalCloud) -> None:
        self.cloud = cloud
        self.carrier = cloud.carrier
        self._people = itertools.count(10_000_001)
        self._plates = itertools.count(10_001)

    @property
    def door(self) -> int:
        return self.cloud.instance.front_door_port

    def aws(self, service: str) -> Any:
        return boto3.client(
            service,  # type: ignore[call-overload]
            endpoint_url=self.cloud.instance.cloud_url,
            region_name="ap-southeast-1",
            aws_access_key_id="test",
            aws_secret_access_key="test",
        )

    def number(self) -> str:
        """A telephone number nobody has had yet."""
        return f"+86139{next(self._people)}"

    def plate(self) -> str:
        return f"皖A{next(self._plates)}"

    def owner(self) -> Owner:
        """Somebody new, signed in."""
        owner = Owner(self.door, self.carrier, self.number(), "车主")
        owner.sign_in()
        return owner

    def passer_by(self) -> PasserBy:
        return PasserBy(self.door, self.carrier, self.number(), "路人")

    def car(self, owner: Owner) -> tuple[str, str]:
        """A car of theirs: what its sticker's code opens, and its plate."""
        plate = self.plate()
        return link_on(owner.print_sticker(owner.register(plate))), plate

    def scene(self, **habits: Any) -> Scene:
        """A car, its owner (whose handset has these habits from now on), and a passer-by."""
        owner = self.owner()
        link, plate = self.car(owner)
        owner.habits(**habits)
        return Scene(owner, self.passer_by(), link, plate)


@pytest.fixture(scope="session")
def province(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Province]:
    with private.deployed(tmp_path_factory.mktemp("province"), auth=True) as cloud:
        yield Province(cloud)


@pytest.fixture(scope="session")
def eavesdropper(province: Province) -> Eavesdropper:
    return Eavesdropper(province)
