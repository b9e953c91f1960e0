"""Bring a version into force: its head, the lists it stands in, and the note that a release is due."""

from chalicelib.store import Change, Delete
from chalicelib.world import World

from ..model.entry import Entry, Listed, Version
from ..model.release import Unreleased
from ..rules.facets import lists_of


def in_force(world: World, entry: Entry, version: Version) -> list[Change]:
    """All that has to be written for it, in one commit with whatever else."""
    head = entry.model_copy(
        update={
            "published": version.number,
            "latest": max(entry.latest, version.number),
            "title": version.content.title,
        }
    )
    return [head, *_lists(world, entry, version), unreleased(world, entry)]


def unreleased(world: World, entry: Entry) -> Unreleased:
    known = world.store.find(Unreleased, entry.id) if entry.version else None
    return Unreleased(id=entry.id, version=known.version if known else None, since=world.now())


def _lists(world: World, entry: Entry, version: Version) -> list[Change]:
    known = {it.facet: it for it in world.store.parts(Listed, entry.id)} if entry.version else {}
    wanted = {it.facet: it for it in lists_of(entry.id, version.content)}
    written = [it.model_copy(update={"version": _version(known.get(facet))}) for facet, it in wanted.items()]
    return [*written, *(Delete(known[facet]) for facet in known.keys() - wanted.keys())]


def _version(known: Listed | None) -> int | None:
    return known.version if known else None
