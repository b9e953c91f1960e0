"""What the search hears: a release of the catalogue, and its own editors; either asks for a new index. And that it answers."""

from typing import Any

from pydantic import BaseModel

from chalicelib.world import World

from .use_cases import gap_review, renewing


class Released(BaseModel):
    """The catalogue's fact, as far as it matters here."""

    release: int


def released(world: World, data: dict[str, Any]) -> None:
    renewing.renew(world, Released.model_validate(data).release)


def wanted(world: World, data: dict[str, Any]) -> None:  # noqa: ARG001 - the newest is made, whichever was wanted
    renewing.renew(world)


class Renewed(BaseModel):
    """Our own fact: ``case_id`` is the index."""

    case_id: str


def renewed(world: World, data: dict[str, Any]) -> None:
    gap_review.index_is_new(world, Renewed.model_validate(data).case_id)


REACTIONS = {"catalogue.released": released, "search.index_wanted": wanted, "search.renewed": renewed}
