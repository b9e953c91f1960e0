"""The environment, read once and checked once. Nothing else reads ``os.environ``."""

import os

from pydantic import BaseModel, ConfigDict, Field


class Settings(BaseModel):
    """Which matter this deployment is, and where; every other name follows from the two."""

    model_config = ConfigDict(frozen=True)
    matter: str = Field(default="car-move", pattern=r"^[a-z][a-z0-9-]*$")
    environment: str = Field(default="dev", pattern=r"^[a-z][a-z0-9]*$")
    region: str = "ap-southeast-1"
    handler: str = ""

    @property
    def serves_people(self) -> bool:
        """Whether this may be the function behind the front door; the three others start faster without its views."""
        return self.handler in ("", "app.app")

    @property
    def folder(self) -> str:
        """The matter's folder under ``functions/``."""
        return self.matter.replace("-", "_")

    @property
    def stage(self) -> str:
        """The Chalice stage: matter × environment."""
        return f"{self.matter}-{self.environment}"

    @property
    def table(self) -> str:
        return f"tongban-{self.stage}"

    @property
    def inbox(self) -> str:
        return f"tongban-{self.stage}-inbox"

    @property
    def dead_letters(self) -> str:
        return f"{self.inbox}-dead"

    @property
    def bus(self) -> str:
        return f"tongban-{self.environment}"

    @property
    def source(self) -> str:
        """Who speaks, on the bus."""
        return f"tongban.{self.matter}"

    @property
    def directory(self) -> str:
        """The province-wide table of citizens and how to reach them."""
        return f"tongban-{self.environment}-directory"

    @property
    def parameters(self) -> str:
        """The Parameter Store path under which this environment's shared values live."""
        return f"/tongban/{self.environment}/"


def _read(environ: "os._Environ[str]") -> Settings:
    names = {
        "matter": "MATTER",
        "environment": "ENVIRONMENT",
        "region": "AWS_REGION",
        "handler": "_HANDLER",  # Lambda's own; empty on the emulator and while deploying
    }
    given = {field: environ[name] for field, name in names.items() if environ.get(name)}
    if "region" not in given and environ.get("AWS_DEFAULT_REGION"):
        given["region"] = environ["AWS_DEFAULT_REGION"]
    return Settings(**given)


settings = _read(os.environ)
