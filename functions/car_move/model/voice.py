"""The scripts of a page that calls from the browser: ours, and the carrier's SDK, which is fetched only on a tap."""

from functools import cache
from hashlib import sha256
from pathlib import Path

FOLDER = Path(__file__).parents[1] / "voice"
SCRIPTS = {"call": "call.js", "sdk": "twilio-2.18.5.min.js"}


@cache
def names() -> dict[str, str]:
    """What each script is asked for by, which changes with its content."""
    return {name: f"{_digest(file)}-{file}" for name, file in SCRIPTS.items()}


def read(name: str) -> bytes | None:
    """The script of that name; None for one of another version."""
    kept = {names()[script]: file for script, file in SCRIPTS.items()}
    return (FOLDER / kept[name]).read_bytes() if name in kept else None


def _digest(file: str) -> str:
    return sha256((FOLDER / file).read_bytes()).hexdigest()[:16]
