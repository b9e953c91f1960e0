"""What an index is made of: a release of the catalogue, the editors' words, and the engine itself."""

import gzip
import hashlib
import io
import json
from collections.abc import Iterable
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from chalicelib.world import World

from ..model.sayings import SAYINGS, Changes, Saying, What
from ..words import KINDS

ENGINE = [Path(__file__).parents[1] / name for name in ("engine", "lexicon", "data")]
CATALOGUE = "catalogue/releases/{:06d}.jsonl.gz"
LATEST = "catalogue/latest.json"


def newest_release(world: World) -> int:
    """On the shelf, whether its fact has been heard or not; 0 before the first."""
    body = world.shelf.read(LATEST)
    return int(json.loads(body)["number"]) if body else 0


def released_since(world: World) -> timedelta:
    """How long ago that was."""
    body = world.shelf.read(LATEST)
    return world.now() - datetime.fromisoformat(json.loads(body)["at"]) if body else timedelta(0)


def lines_of(world: World, release: int) -> list[dict[str, Any]]:
    """Of the kinds that are known here. Raises LookupError where it is not on the shelf (yet)."""
    body = world.shelf.read(CATALOGUE.format(release))
    if body is None:
        raise LookupError(f"release {release} is not on the shelf")
    with gzip.open(io.BytesIO(body), "rt", encoding="utf-8") as lines:
        read = (json.loads(line) for line in lines if line.strip())
        return [line for line in read if line["kind"] in KINDS]


def words(world: World) -> int:
    """How often the editors' words have been changed."""
    found = world.store.find(Changes, SAYINGS)
    return found.number if found else 0


def sayings(world: World, what: What) -> dict[str, list[str]]:
    return {it.said: it.means for it in world.store.parts(Saying, SAYINGS) if it.what == what}


def synonyms(world: World, lines: Iterable[dict[str, Any]]) -> dict[str, list[str]]:
    """The catalogue's editors have theirs at each matter, the search's have theirs here; both count."""
    joined: dict[str, list[str]] = {}
    for given in [*(line.get("synonyms") or {} for line in lines), sayings(world, "synonym")]:
        for said, means in given.items():
            known = joined.setdefault(said, [])
            known += [term for term in means if term not in known]
    return joined


@cache
def engine() -> str:
    """Another engine or lexicon makes another index of the same catalogue."""
    digest = hashlib.blake2b(digest_size=4)
    files = (path for home in ENGINE for path in home.rglob("*") if path.is_file())
    for path in sorted(path for path in files if path.parent.name != "__pycache__"):
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()
