"""Forget somebody: everything that the portal keeps of them. Basis: 《中华人民共和国个人信息保护法》第四十七条.

It keeps copies only: cases, payments and cars stay with their matters, and what happens to them from now on is heard again.
"""

from chalicelib.store import Delete, Record
from chalicelib.world import World

from ..model.affair import Affair
from ..model.message import Message, Seen

AT_ONCE = 50  # a transaction takes a hundred


def forget(world: World, citizen_id: str) -> int:
    """How many records are gone. Raises Conflict where one changes meanwhile; again goes on with what is left."""
    seen = world.store.find(Seen, citizen_id)
    kept: list[Record] = [
        *world.store.parts(Affair, citizen_id),
        *world.store.parts(Message, citizen_id),
        *([seen] if seen else []),
    ]
    for start in range(0, len(kept), AT_ONCE):
        world.store.commit(*(Delete(record) for record in kept[start : start + AT_ONCE]))
    return len(kept)
