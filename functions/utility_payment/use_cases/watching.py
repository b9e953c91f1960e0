"""Watch over payments that are not final, whoever else does so: one that fails never keeps the others waiting."""

from datetime import timedelta

from chalicelib.errors import Conflict
from chalicelib.telemetry import discreet, logger
from chalicelib.world import World

from ..model.unfinished import UNFINISHED, Unfinished, due
from . import advancing

AGAIN, AT_ONCE = timedelta(minutes=10), 50


def see_to_unfinished(world: World) -> None:
    """Those that are due, the longest waiting first."""
    waiting = world.store.page(
        Unfinished, UNFINISHED, limit=AT_ONCE, newest_first=False, until=due(world.now())
    ).items
    for one in waiting:
        try:
            _see_to(world, one)
        except Exception as failure:
            logger.error("a payment could not be seen to", exc_info=discreet(failure))


def _see_to(world: World, one: Unfinished) -> None:
    """Looked at again in ten minutes, whatever comes of it."""
    payment = advancing.advance(world, one.id)
    known = world.store.find(Unfinished, one.id)
    if payment.is_final or known is None:
        return
    try:
        world.store.commit(known.model_copy(update={"look": world.now() + AGAIN}))
    except Conflict:
        return  # somebody has moved it at this moment, and with it the time of the next look
