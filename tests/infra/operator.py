"""An operator at work: a checkout with one small matter, an emulator with IAM switched on, and the real commands."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import boto3

from local import checkout
from local.emulator.process import ACCOUNT, REGION, Emulator

Found = TypeVar("Found")
EXAMPLE = Path(__file__).parent / "example"
PATIENCE = 90.0
DOMAIN = "tongban.localhost"


@dataclass(frozen=True)
class Operator:
    """Runs ``python -m infra.…`` in a checkout of its own."""

    emulator: Emulator
    home: Path

    def run(self, module: str, *arguments: str, given: str = "") -> subprocess.CompletedProcess[str]:
        return subprocess.run(  # noqa: S603
            [sys.executable, "-m", module, *arguments],
            cwd=self.home,
            env=self.environment,
            input=given,
            capture_output=True,
            text=True,
            check=False,
        )

    def deploy(self, *arguments: str) -> str:
        done = self.run("infra.deploy", *arguments)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    @property
    def environment(self) -> dict[str, str]:
        own = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
        keys = {"AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test"}
        return own | keys | {"AWS_ENDPOINT_URL": self.emulator.url, "AWS_DEFAULT_REGION": REGION}

    @cache  # noqa: B019
    def client(self, service: str) -> Any:
        return boto3.client(
            service,
            endpoint_url=self.emulator.url,
            region_name=REGION,
            aws_access_key_id="test",
            aws_secret_access_key="test",
        )

    def as_function(self, role: str, service: str) -> Any:
        """A client with nothing but what a function's role allows."""
        arn = f"arn:aws:iam::{ACCOUNT}:role/{role}"
        given = self.client("sts").assume_role(RoleArn=arn, RoleSessionName="test")["Credentials"]
        return boto3.client(
            service,
            endpoint_url=self.emulator.url,
            region_name=REGION,
            aws_access_key_id=given["AccessKeyId"],
            aws_secret_access_key=given["SecretAccessKey"],
            aws_session_token=given["SessionToken"],
        )

    def item(self, table: str, key: str) -> dict[str, Any] | None:
        found = self.client("dynamodb").query(
            TableName=table,
            KeyConditionExpression="pk = :pk",
            ExpressionAttributeValues={":pk": {"S": key}},
        )["Items"]
        return found[0] if found else None

    def until(self, look: Callable[[], Found | None]) -> Found:
        deadline = time.monotonic() + PATIENCE
        while not (found := look()):
            assert time.monotonic() < deadline, f"nothing within {PATIENCE} s"
            time.sleep(0.1)
        return found


def checkout_with(home: Path, *slugs: str) -> Path:
    """This checkout's code as it is now, with other matters: copies of the example under these names."""
    checkout.beside(Path.cwd(), home)
    for name in ("functions", "state_machines", "chalicelib"):
        (home / name).unlink()
    shutil.copytree("chalicelib", home / "chalicelib", ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("functions", "state_machines"):
        (home / name).mkdir()
    shutil.copyfile("functions/__init__.py", home / "functions" / "__init__.py")
    for slug in slugs:
        _example(home, slug)
    for stale in (home / ".chalice").glob("*.json"):
        stale.unlink()
    return home


def _example(home: Path, slug: str) -> None:
    folder = home / "functions" / slug
    shutil.copytree(EXAMPLE, folder, ignore=shutil.ignore_patterns("__pycache__", "*.asl.json"))
    for path in [path for path in folder.iterdir() if path.suffix in {".py", ".toml"}]:
        path.write_text(path.read_text(encoding="utf-8").replace("example", slug), encoding="utf-8")
    shutil.copyfile(EXAMPLE / "example.asl.json", home / "state_machines" / f"{slug}.asl.json")
