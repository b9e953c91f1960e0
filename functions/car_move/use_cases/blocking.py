"""Callers whom an owner does not want to hear from again: blocked by what they did, never by who they are."""

from chalicelib.errors import NotFound
from chalicelib.store import Delete
from chalicelib.world import World
from functions.car_move.events.safety import Blocked as BlockedFact
from functions.car_move.events.safety import Unblocked
from functions.car_move.model.block import Block, blocks_of
from functions.car_move.model.recent import Asked, Blocked, Blocks, Recent
from functions.car_move.model.request import Request, inquiries_of
from functions.car_move.rules import calls
from functions.car_move.use_cases import sessions
from functions.car_move.use_cases.again import again

NOT_FOUND = "没有找到这次请求，它可能已经过期了。"


def recent(world: World, owner_id: str, cursor: str | None = None) -> Recent:
    """Two queries."""
    page = world.store.page(Request, inquiries_of(owner_id), cursor=cursor)
    blocked = {block.case_id for block in world.store.parts(Block, blocks_of(owner_id))}
    asked = [_asked(request, request.id in blocked) for request in page.items]
    return Recent(requests=asked, cursor=page.cursor)


def see(world: World, owner_id: str, case_id: str) -> Asked:
    """One request, for a second look."""
    return _asked(own(world, owner_id, case_id), blocked=False)


def own(world: World, owner_id: str, case_id: str) -> Request:
    """Somebody else's request is not found. One read."""
    request = world.store.find(Request, case_id)
    if request is None or request.owner_id != owner_id:
        raise NotFound(NOT_FOUND)
    return request


def block(world: World, owner_id: str, case_id: str) -> Asked:
    """From this commit on the caller is answered as if the code were unknown; what they had open is over."""
    return again(lambda: _block(world, owner_id, case_id))


def _block(world: World, owner_id: str, case_id: str) -> Asked:
    request = own(world, owner_id, case_id)
    if not world.store.find(Block, blocks_of(owner_id), request.line):
        new = Block(
            id=blocks_of(owner_id),
            line=request.line,
            case_id=case_id,
            reason=request.reason,
            asked_at=request.asked_at,
        )
        about = {"case_id": case_id, "owner_id": owner_id, "vehicle_id": request.vehicle_id}
        world.store.commit(new, *sessions.end_of(world, request), BlockedFact(at=world.now(), **about))
    return _asked(request, blocked=True)


def blocks(world: World, owner_id: str) -> Blocks:
    kept = sorted(
        world.store.parts(Block, blocks_of(owner_id)), key=lambda block: block.asked_at, reverse=True
    )
    return Blocks(
        blocks=[Blocked.model_validate(block.model_dump(include=set(Blocked.model_fields))) for block in kept]
    )


def unblock(world: World, owner_id: str, case_id: str) -> Blocks:
    """Lifting what is not there is done already."""
    kept = {block.case_id: block for block in world.store.parts(Block, blocks_of(owner_id))}
    if block := kept.get(case_id):
        request = world.store.find(Request, case_id)
        vehicle_id = request.vehicle_id if request else ""
        fact = Unblocked(case_id=case_id, at=world.now(), owner_id=owner_id, vehicle_id=vehicle_id)
        world.store.commit(Delete(block), fact)
    return blocks(world, owner_id)


def _asked(request: Request, blocked: bool) -> Asked:
    return Asked(
        case_id=request.id,
        asked_at=request.asked_at,
        reason=request.reason,
        status=calls.status(request),
        blocked=blocked,
    )
