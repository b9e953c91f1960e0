"""A release is told, or found on the shelf: read it once, and keep what the front page shows of it."""

import gzip
import io
import json
from datetime import datetime

from pydantic import AwareDatetime, BaseModel

from chalicelib.world import World

from ..model.digest import DIGEST, Digest
from ..rules.digesting import digested
from ..words import shelves

LATEST = "catalogue/latest.json"


class Latest(BaseModel):
    """What the shelf says of the newest release."""

    number: int
    key: str
    at: AwareDatetime


class Released(BaseModel):
    """The catalogue's fact, as far as it matters here; ``case_id`` names the release on the shelf."""

    case_id: str
    at: AwareDatetime
    release: int


def digest(world: World, released: Released) -> None:
    """The newest one counts, in whatever order they are told. Raises LookupError where it is not on the shelf (yet)."""
    _take(world, released.release, f"catalogue/releases/{released.case_id}.jsonl.gz", released.at)


def catch_up(world: World) -> None:
    """One look at the shelf, and one at what is known."""
    body = world.shelf.read(LATEST)
    if body:
        latest = Latest.model_validate_json(body)
        _take(world, latest.number, latest.key, latest.at)


def _take(world: World, number: int, key: str, at: datetime) -> None:
    known = world.store.find(Digest, DIGEST)
    if known and known.number >= number:
        return
    body = world.shelf.read(key)
    if body is None:
        raise LookupError(f"{key} is not on the shelf")
    with gzip.open(io.BytesIO(body), "rt", encoding="utf-8") as lines:
        new = digested(map(json.loads, lines), number, at, shelves())
    world.store.commit(new.model_copy(update={"version": known.version if known else None}))
