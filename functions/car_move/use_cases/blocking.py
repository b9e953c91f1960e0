"""Callers whom an owner does not want to hear from again: blocked by what they did, never by who they are."""

from chalicelib.errors import NotFound
from chalicelib.store import Delete
from chalicelib.world import World
from functions.car_move.events.safety import Blocked, Unblocked
from functions.car_move.model.block import Block, blocks_of
from functions.car_move.model.request import Request
from functions.car_move.model.safety import Asker, Blocks
from functions.car_move.use_cases import sessions
from functions.car_move.use_cases.again import again

NOT_FOUND = "没有找到这次请求：它可能已经过期，或者不是您的车；只有车主可以屏蔽来电人。"


def own(world: World, owner_id: str, case_id: str) -> Request:
    """Somebody else's request is not found. One read."""
    request = world.store.find(Request, case_id)
    if request is None or request.owner_id != owner_id:
        raise NotFound(NOT_FOUND)
    return request


def see(world: World, owner_id: str, case_id: str) -> Asker:
    """Blocked for this very request: that two requests came from one phone is not told. Two reads."""
    request = own(world, owner_id, case_id)
    known = world.store.find(Block, blocks_of(owner_id), request.line)
    return _asker(request, known is not None and known.case_id == case_id)


def block(world: World, owner_id: str, case_id: str) -> Asker:
    """From this commit on the caller is answered as if the code were unknown; what they had open is over."""
    return again(lambda: _block(world, owner_id, case_id))


def _block(world: World, owner_id: str, case_id: str) -> Asker:
    request = own(world, owner_id, case_id)
    if not world.store.find(Block, blocks_of(owner_id), request.line):
        new = Block(
            id=blocks_of(owner_id),
            line=request.line,
            case_id=case_id,
            vehicle_id=request.vehicle_id,
            reason=request.reason,
            asked_at=request.asked_at,
        )
        fact = Blocked(case_id=case_id, at=world.now(), owner_id=owner_id, vehicle_id=request.vehicle_id)
        world.store.commit(new, *sessions.end_of(world, request), fact)
    return _asker(request, True)


def blocks(world: World, owner_id: str) -> Blocks:
    """One query."""
    kept = sorted(world.store.parts(Block, blocks_of(owner_id)), key=lambda it: it.asked_at, reverse=True)
    shown = [Asker(case_id=it.case_id, asked_at=it.asked_at, reason=it.reason) for it in kept]
    return Blocks(blocks=shown)


def unblock(world: World, owner_id: str, case_id: str) -> Blocks:
    """Lifting what is not there is done already."""
    kept = {block.case_id: block for block in world.store.parts(Block, blocks_of(owner_id))}
    if block := kept.get(case_id):
        fact = Unblocked(case_id=case_id, at=world.now(), owner_id=owner_id, vehicle_id=block.vehicle_id)
        world.store.commit(Delete(block), fact)
    return blocks(world, owner_id)


def _asker(request: Request, blocked: bool) -> Asker:
    return Asker(case_id=request.id, asked_at=request.asked_at, reason=request.reason, blocked=blocked)
