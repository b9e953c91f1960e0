"""Deploys bench/baselines/trivial on a local cloud, with plain Chalice, under the path /trivial."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import boto3

from local.cloud import LocalCloud
from local.emulator import waiters

HOME = Path(__file__).parent / "baselines" / "trivial"
CONFIG = {
    "version": "2.0",
    "app_name": "trivial",
    "stages": {"dev": {"api_gateway_stage": "api", "lambda_memory_size": 1024}},
}


def deploy_trivial(cloud: LocalCloud) -> None:
    project = cloud.instance.folder / "trivial"
    shutil.copytree(HOME, project)
    (project / "requirements.txt").write_text("")
    (project / ".chalice").mkdir()
    (project / ".chalice" / "config.json").write_text(json.dumps(CONFIG))
    hasty = {"AWS_DATA_PATH": str(waiters.prepare(cloud.instance.folder / "botodata").resolve())}
    subprocess.run(
        [
            Path(sys.executable).with_name("chalice"),
            "--project-dir",
            str(project),
            "deploy",
            "--stage",
            "dev",
        ],
        env=cloud.environment | hasty,
        stdout=subprocess.DEVNULL,
        check=True,
    )
    made = json.loads((project / ".chalice" / "deployed" / "dev.json").read_text())["resources"]
    [api] = [one["rest_api_id"] for one in made if "rest_api_id" in one]
    boto3.client(
        "apigateway",
        endpoint_url=cloud.instance.cloud_url,
        region_name="ap-southeast-1",
        aws_access_key_id="test",
        aws_secret_access_key="test",
    ).create_base_path_mapping(domainName="tongban.localhost", basePath="trivial", restApiId=api, stage="api")
