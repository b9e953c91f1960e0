"""Shorter waits for the emulator's deployments: `chalice deploy` polls a new function every 5 s by botocore's rules."""

import json
from pathlib import Path
from typing import Any

import botocore.loaders

DELAY = 0.02
SERVICES = ("lambda", "dynamodb", "cloudformation")


def prepare(folder: Path) -> Path:
    """Write botocore's own waiters with a short delay; name the folder in AWS_DATA_PATH to use them."""
    loader = botocore.loaders.Loader()
    for service in SERVICES:
        version = loader.determine_latest_version(service, "waiters-2")
        target = folder / service / version / "waiters-2.json"
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(json.dumps(_hastened(loader.load_service_model(service, "waiters-2", version))))
    return folder


def _hastened(model: dict[str, Any]) -> dict[str, Any]:
    """As patient as before in all, asking more often."""
    for waiter in model["waiters"].values():
        waiter["maxAttempts"] = int(waiter["maxAttempts"] * waiter["delay"] / DELAY)
        waiter["delay"] = DELAY
    return model
