"""What each of a matter's four functions opens when it starts."""

import json
import os
import subprocess
import sys

import pytest

LOOK = """
import json, sys
import app
print(json.dumps({"views": len(app.app.routes), "http": "chalicelib.http" in sys.modules}))
"""


@pytest.fixture(params=["car-move", "public-housing"])
def matter(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def started(matter: str, handler: str) -> dict[str, int]:
    environment = os.environ | {"MATTER": matter, "_HANDLER": handler}
    done = subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", LOOK], env=environment, stdout=subprocess.PIPE, text=True, check=True
    )
    return dict(json.loads(done.stdout))


@pytest.mark.parametrize("handler", ["app.app", ""])
def test_people_find_every_view(matter: str, handler: str) -> None:
    assert started(matter, handler)["views"] > 30


@pytest.mark.parametrize("handler", ["app.on_fact", "app.on_step", "app.sweep"])
def test_a_function_that_no_person_reaches_starts_without_their_views(matter: str, handler: str) -> None:
    assert started(matter, handler) == {"views": 0, "http": False}
