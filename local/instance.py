"""Where one local cloud lives: its ports, its folder, and the environment its commands see."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

TOKEN = "local-carrier-token"  # opens nothing but the simulated carrier on this machine


class NotAPort(ValueError):
    """A variable that moves a port holds something else; the message is for the terminal."""


@dataclass(frozen=True)
class Instance:
    front_door_port: int = 8080
    cloud_port: int = 4566
    carrier_port: int = 8090
    registries_port: int = 8095
    payments_port: int = 8093
    billers_port: int = 8094
    folder: Path = Path(".local")
    auth: bool = False

    @classmethod
    def of(cls, environment: Mapping[str, str]) -> "Instance":
        """As the environment says; raises NotAPort."""
        return cls(
            front_door_port=_port(environment, "FRONT_DOOR_PORT", cls.front_door_port),
            cloud_port=_port(environment, "CLOUD_PORT", cls.cloud_port),
            carrier_port=_port(environment, "CARRIER_PORT", cls.carrier_port),
            registries_port=_port(environment, "REGISTRIES_PORT", cls.registries_port),
            payments_port=_port(environment, "PAYMENTS_PORT", cls.payments_port),
            billers_port=_port(environment, "BILLERS_PORT", cls.billers_port),
            folder=Path(environment.get("LOCAL_FOLDER", cls.folder)),
            auth=environment.get("AUTH", "") not in ("", "0"),
        )

    def at(self, folder: Path) -> "Instance":
        """The same, with its data somewhere else."""
        return replace(self, folder=folder)

    @property
    def ports(self) -> dict[str, int]:
        """Each port under the name of the variable that moves it."""
        return {
            "FRONT_DOOR_PORT": self.front_door_port,
            "CLOUD_PORT": self.cloud_port,
            "CARRIER_PORT": self.carrier_port,
            "REGISTRIES_PORT": self.registries_port,
            "PAYMENTS_PORT": self.payments_port,
            "BILLERS_PORT": self.billers_port,
        }

    @property
    def public_url(self) -> str:
        return f"http://127.0.0.1:{self.front_door_port}"

    @property
    def cloud_url(self) -> str:
        return f"http://127.0.0.1:{self.cloud_port}"

    @property
    def carrier_url(self) -> str:
        return f"http://127.0.0.1:{self.carrier_port}"

    @property
    def registries_url(self) -> str:
        return f"http://127.0.0.1:{self.registries_port}"

    @property
    def payments_url(self) -> str:
        return f"http://127.0.0.1:{self.payments_port}"

    @property
    def billers_url(self) -> str:
        return f"http://127.0.0.1:{self.billers_port}"

    @property
    def data(self) -> Path:
        return self.folder / "data"

    @property
    def logs(self) -> Path:
        return self.folder / "logs"

    def environment(self) -> dict[str, str]:
        """What an operator's shell would hold, pointed at this instance instead of AWS."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith("AWS_")}
        return kept | self.variables()

    def variables(self) -> dict[str, str]:
        return {
            "AWS_ENDPOINT_URL": self.cloud_url,
            "AWS_REGION": "ap-southeast-1",
            "AWS_DEFAULT_REGION": "ap-southeast-1",
            "AWS_ACCESS_KEY_ID": "test",
            "AWS_SECRET_ACCESS_KEY": "test",
            "TONGBAN_PUBLIC_URL": self.public_url,
            "TONGBAN_CARRIER_API": self.carrier_url,
        }


def _port(environment: Mapping[str, str], variable: str, otherwise: int) -> int:
    given = environment.get(variable, str(otherwise))
    if not (given.isascii() and given.isdecimal() and 0 < int(given) < 2**16):
        raise NotAPort(f"{variable} is {given!r}: a port is a whole number from 1 to 65535.")
    return int(given)
