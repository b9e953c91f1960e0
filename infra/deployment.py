"""One matter into one environment: its stack, then Chalice, then its paths on the domain, then a look whether it answers."""

import hashlib
from dataclasses import dataclass
from functools import cached_property

from botocore.exceptions import ClientError

from chalicelib.definition import Definition
from infra import adoption, chalice_cli, provision
from infra.build import CONFIGURATION, Build
from infra.cloud import Cloud
from infra.environment import Environment
from infra.front_door import FrontDoor, health_of
from infra.progress import say, step
from infra.records import Record, Records
from infra.stacks import Stack, Stacks
from infra.stages import stage_name


@dataclass(frozen=True)
class Deployment:
    """What every deployment of one environment shares."""

    environment: Environment
    cloud: Cloud

    @cached_property
    def stacks(self) -> Stacks:
        return Stacks(self.cloud)

    @cached_property
    def front_door(self) -> FrontDoor:
        return FrontDoor(self.cloud, self.environment)

    @cached_property
    def records(self) -> Records:
        outputs = self.stacks.outputs(self.environment.stack)
        return Records(self.cloud, outputs["ArtifactsBucket"])


def province(to: Deployment, only_plan: bool = False) -> None:
    """What the matters of an environment share."""
    stack, who = provision.province(to.environment), f"province-{to.environment.name}"
    _apply(to, stack, who, only_plan)
    if not only_plan:
        _warn_of_secrets(to, who)


def _warn_of_secrets(to: Deployment, who: str) -> None:
    try:
        to.cloud.ssm.get_parameter(Name=f"{to.environment.parameters}carrier/token")
    except ClientError:
        say(who, f"still to be set: python -m infra.secrets set {to.environment.name} carrier/token")


def _apply(to: Deployment, stack: Stack, who: str, only_plan: bool) -> bool:
    plan = to.stacks.plan(stack)
    for line in plan.changes or ["no change"]:
        say(who, f"  {line}")
    if plan.changes and only_plan:
        to.stacks.drop(plan)
    elif plan.changes:
        with step(who, f"stack {stack.name}"):
            to.stacks.apply(plan)
    return bool(plan.changes)


@dataclass(frozen=True)
class MatterDeployment:
    """One matter, on its way."""

    slug: str
    to: Deployment
    build: Build

    @cached_property
    def stage(self) -> str:
        return stage_name(self.slug, self.to.environment.name)

    @cached_property
    def definition(self) -> Definition:
        return provision.defined(self.slug)

    @cached_property
    def stack(self) -> Stack:
        return provision.matter(self.slug, self.to.environment)

    def plan(self) -> None:
        """Show what would change."""
        _apply(self.to, self.stack, self.stage, only_plan=True)
        say(self.stage, f"  {self._code_change(self.to.records.fetch(self.stage))}")

    def carry_out(self, force: bool = False) -> None:
        before = self.to.records.fetch(self.stage)
        self._upload_machine()
        adoption.adopt(self.to.stacks, self.stack, self.to.cloud)
        changed = _apply(self.to, self.stack, self.stage, only_plan=False)
        say(self.stage, f"  {self._code_change(before)}")
        if not (changed or force) and self._is_live(before):
            say(self.stage, "  nothing to do")
            return
        with step(self.stage, f"chalice deploy --stage {self.stage}"):
            chalice_cli.deploy(self.build, self.stage, self.to.cloud)
        record = self.to.records.keep(self.stage, self._fingerprint)
        self._open_the_door(record)

    def _open_the_door(self, record: Record) -> None:
        paths = self.definition.base_paths
        with step(self.stage, f"paths {', '.join(paths)} on {self.to.environment.domain}"):
            self.to.front_door.open(paths, record.api)
        with step(self.stage, f"smoke check {self.to.environment.public_url}{health_of(paths[0])}"):
            self.to.front_door.must_answer(paths[0])

    def _upload_machine(self) -> None:
        key = self.stack.parameters["MachineKey"]
        if key:
            body = provision.machine(self.slug).read_bytes()
            self.to.cloud.s3.put_object(Bucket=self.to.records.bucket, Key=key, Body=body)

    def _is_live(self, before: Record | None) -> bool:
        """This very code was deployed last, nobody has deployed by hand since, and it answers."""
        return (
            before is not None
            and before.fingerprint == self._fingerprint
            and before.live == self.to.records.live(self.stage)
            and self.to.front_door.answers(self.definition.base_paths[0]) is None
        )

    def _code_change(self, before: Record | None) -> str:
        if before is None:
            return f"code {self._fingerprint}: new"
        if before.fingerprint == self._fingerprint:
            return f"code {self._fingerprint}: no change"
        return f"code {before.fingerprint} -> {self._fingerprint}"

    @cached_property
    def _fingerprint(self) -> str:
        """The code, and how this stage is configured."""
        config = (CONFIGURATION / f"policy-{self.stage}.json").read_bytes()
        stages = (CONFIGURATION / "config.json").read_bytes()
        return f"{self.build.digest}-{hashlib.sha256(config + stages).hexdigest()[:8]}"
