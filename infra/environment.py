"""Where a deployment goes: ``infra/environments/<name>.toml``, with ``TONGBAN_*`` variables on top."""

import os
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from infra.errors import CannotDeploy

HOME = Path(__file__).parent / "environments"
Address = Annotated[str, Field(pattern=r"^https?://[^/]+$")]


class Environment(BaseModel):
    """One environment of the province. Unknown keys are errors."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    name: Annotated[str, Field(pattern=r"^[a-z][a-z0-9]*$")]
    region: Annotated[str, Field(pattern=r"^[a-z]{2}-[a-z-]+-\d$")]
    domain: str
    public_url: Address
    carrier_api: Address
    carrier_account: Annotated[str, Field(pattern=r"^AC[0-9a-f]{32}$")]
    carrier_sms_from: Annotated[str, Field(pattern=r"^\+[1-9]\d{6,14}$")]
    certificate: str = ""
    alarm_email: str = ""
    log_level: str = "INFO"
    log_days: int = 30
    archive_days: int = 30
    retired_token_keys: list[str] = []

    @property
    def stack(self) -> str:
        """The CloudFormation stack of what the whole province shares."""
        return f"tongban-{self.name}-province"

    @property
    def parameters(self) -> str:
        """The Parameter Store path of shared values: what functions read at run time."""
        return f"/tongban/{self.name}/"


def names() -> list[str]:
    """The environments that exist; examples are not environments."""
    return sorted(path.stem for path in HOME.glob("*.toml") if not path.stem.startswith("example-"))


def load(name: str, overrides: Mapping[str, str] = os.environ) -> Environment:
    """Read one environment; raises CannotDeploy with the value that is wrong."""
    path = HOME / f"{name}.toml"
    try:
        written = tomllib.loads(path.read_text(encoding="utf-8"))
        return Environment.model_validate({"name": name} | written | _from(overrides))
    except FileNotFoundError:
        raise CannotDeploy(f"no environment {name}: write infra/environments/{name}.toml") from None
    except ValidationError as error:
        wrong = error.errors()[0]
        where = ".".join(str(part) for part in wrong["loc"])
        raise CannotDeploy(f"infra/environments/{name}.toml: {where}: {wrong['msg']}") from None


def _from(overrides: Mapping[str, str]) -> dict[str, str]:
    settable = {f"TONGBAN_{field.upper()}": field for field in Environment.model_fields if field != "name"}
    return {settable[name]: value for name, value in overrides.items() if name in settable}
