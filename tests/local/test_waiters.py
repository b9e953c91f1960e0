"""Deployments to the emulator ask more often, and are as patient in all."""

from pathlib import Path

import botocore.session
import pytest

from local.emulator import waiters


def test_a_new_function_is_asked_for_many_times_a_second(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def active() -> tuple[float, int]:
        session = botocore.session.Session()
        client = session.create_client(
            "lambda", "ap-southeast-1", aws_access_key_id="x", aws_secret_access_key="x"
        )
        config = client.get_waiter("function_active_v2").config
        return config.delay, config.max_attempts

    delay, attempts = active()
    monkeypatch.setenv("AWS_DATA_PATH", str(waiters.prepare(waiters.prepare(tmp_path))))

    assert active() == (0.02, attempts * delay * 50)
