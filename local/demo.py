"""``make demo``: the main journey in the terminal, and what each telephone displayed, heard and received."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from local import checkout, preflight, seed
from local.cloud import LocalCloud, NotUp
from local.instance import Instance, NotAPort
from local.journey import Scene
from local.run import SelfCheck, raise_up
from local.web import Refused
from simulators.carrier.client import Entry, Refusal

LINES = {
    "texted": "gets a text from {shows}: {body}",
    "displayed": "shows {shows} ({state})",
    "heard": "hears: {text}",
    "pressed": "presses {key}",
    "said": "says: {text}",
}


def story(entries: list[Entry], names: dict[str, str]) -> Iterator[str]:
    """The ledger as told by the two telephones."""
    for entry in entries:
        if entry.get("handset") in names and entry["kind"] in LINES:
            yield f"  {names[entry['handset']]:<9} {LINES[entry['kind']].format_map(entry)}"


def play(scene: Scene) -> None:
    since = scene.owner.carrier.ledger().last
    request = scene.talk()
    names = {scene.owner.number: "owner", scene.passer_by.number: "passer-by"}
    print(f"\nThe passer-by scanned the sticker, asked, and was given {request['number']}:\n")
    print("\n".join(story(scene.owner.carrier.ledger(since).entries, names)))
    if leaks := scene.leaks():
        raise SelfCheck(f"a number was shown to the other side: {', '.join(leaks)}")
    print(f"\nThe request is {request['status']}. Neither telephone was shown the other's number.")


@contextmanager
def running(instance: Instance) -> Iterator[LocalCloud]:
    """What ``make run`` keeps up; where there is nothing, a private cloud on the same ports, for as long as this takes."""
    if all(preflight.is_taken(port) for port in instance.ports.values()):
        print("Playing on the instance that is running.")
        yield LocalCloud(instance)
        return
    with TemporaryDirectory(prefix="tongban-demo-") as folder:
        there = checkout.beside(Path(), Path(folder) / "checkout")
        cloud = LocalCloud(instance.at(there / ".local"), there)
        print("Nothing is running: starting a private instance.", flush=True)
        try:
            raise_up(cloud)
            yield cloud
        finally:
            cloud.stop()


def main() -> int:
    try:
        with running(Instance.of(os.environ)) as cloud, seed.strangers(cloud) as scene:
            play(scene)
    except (NotAPort, NotUp, SelfCheck, Refused, Refusal, OSError) as reason:
        print(f"\ndemo: {reason}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
