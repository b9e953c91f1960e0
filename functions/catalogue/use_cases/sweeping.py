"""What a minute brings: versions whose day has come, and releases that were not made."""

from chalicelib.world import World

from ..model.entry import DUE, Entry, Version
from ..rules import publishing
from .releasing import release
from .reviewing import activate


def activate_due(world: World) -> None:
    until = f"{publishing.today(world.now()).isoformat()}#\uffff"
    for version in world.store.page(Version, DUE, limit=100, newest_first=False, until=until).items:
        entry = world.store.get(Entry, version.id)
        if publishing.supersedes(entry, version):
            activate(world, entry, version)
        else:
            world.store.commit(version.model_copy(update={"state": "published"}))


def release_left_behind(world: World) -> None:
    release(world)
