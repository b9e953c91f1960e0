"""`chalice deploy` works as on AWS: functions, queue, schedule and API, again and again, in seconds."""

import json
import os
import subprocess
import sys
from pathlib import Path
from textwrap import dedent

import pytest

from local.emulator import waiters
from local.emulator.process import REGION
from tests.local.cloud import Cloud

APP = """
    from chalice import Chalice, Response

    app = Chalice(app_name="tongban")
    app.api.binary_types = ["*/*"]

    @app.route("/calls", methods=["POST"], content_types=["application/x-www-form-urlencoded"], cors=True)
    def calls():
        said = app.current_request.raw_body
        return Response(b"<Say>" + said + b"</Say>", headers={"Content-Type": "text/xml"})

    @app.on_sqs_message(queue="inbox", batch_size=1)
    def on_fact(event):
        pass

    @app.schedule("rate(1 minute)")
    def sweep(event):
        pass

    @app.lambda_function()
    def on_step(event, context):
        return event
"""
CONFIG = {"version": "2.0", "app_name": "tongban", "stages": {"car-move-dev": {"api_gateway_stage": "api"}}}


class Project:
    """A checkout with one small Chalice application."""

    def __init__(self, folder: Path, cloud: Cloud) -> None:
        self.folder, self.cloud = folder, cloud
        (folder / ".chalice").mkdir()
        (folder / ".chalice" / "config.json").write_text(json.dumps(CONFIG))
        (folder / "requirements.txt").touch()
        self.write(APP)

    def write(self, source: str) -> None:
        (self.folder / "app.py").write_text(dedent(source))

    def deploy(self) -> str:
        """Returns the id of the API."""
        environment = {
            **os.environ,
            "AWS_ENDPOINT_URL": self.cloud.emulator.url,
            "AWS_DEFAULT_REGION": REGION,
            "AWS_DATA_PATH": str(waiters.prepare(self.folder / "botodata")),
        }
        command = [Path(sys.executable).with_name("chalice"), "deploy", "--stage", "car-move-dev"]
        done = subprocess.run(  # noqa: S603
            command, cwd=self.folder, env=environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr
        deployed = json.loads((self.folder / ".chalice" / "deployed" / "car-move-dev.json").read_text())
        return next(str(r["rest_api_id"]) for r in deployed["resources"] if r["resource_type"] == "rest_api")


@pytest.fixture
def project(tmp_path: Path, cloud: Cloud) -> Project:
    cloud.client("sqs").create_queue(QueueName="inbox")
    return Project(tmp_path, cloud)


def test_an_application_is_deployed_and_deployed_again(cloud: Cloud, project: Project) -> None:
    form = {"content_type": "application/x-www-form-urlencoded", "accept": "*/*"}
    api = project.deploy()
    assert cloud.ask("/calls", "POST", api=api, body=b"From=1", **form).body == b"<Say>From=1</Say>"

    project.write(APP.replace("Say>", "Play>"))

    assert project.deploy() == api
    assert cloud.ask("/calls", "POST", api=api, body=b"From=1", **form).body == b"<Play>From=1</Play>"
    assert cloud.ask("/calls", "OPTIONS", api=api).headers["Access-Control-Allow-Origin"] == "*"
