"""A release is told: read it from the shelf once, and keep what the front page shows of it."""

import gzip
import io
import json

from pydantic import AwareDatetime, BaseModel

from chalicelib.world import World

from ..model.digest import DIGEST, Digest
from ..rules.digesting import digested
from ..words import shelves


class Released(BaseModel):
    """The catalogue's fact, as far as it matters here; ``case_id`` names the release on the shelf."""

    case_id: str
    at: AwareDatetime
    number: int


def digest(world: World, released: Released) -> None:
    """The newest one counts, in whatever order they are told. Raises LookupError where it is not on the shelf (yet)."""
    known = world.store.find(Digest, DIGEST)
    if known and known.number >= released.number:
        return
    body = world.shelf.read(f"catalogue/releases/{released.case_id}.jsonl.gz")
    if body is None:
        raise LookupError(f"release {released.case_id} is not on the shelf")
    with gzip.open(io.BytesIO(body), "rt", encoding="utf-8") as lines:
        new = digested(map(json.loads, lines), released.number, released.at, shelves())
    world.store.commit(new.model_copy(update={"version": known.version if known else None}))
