"""What was asked of an owner, and by whom it may be read and answered: never who asked."""

from chalicelib.errors import NotFound
from chalicelib.world import World
from functions.car_move.model.answer import Reply
from functions.car_move.model.inquiry import Inquiries, Inquiry
from functions.car_move.model.request import Request, inquiries_of
from functions.car_move.model.share import Share, shared_with
from functions.car_move.model.vehicle import Vehicle, owned_by
from functions.car_move.rules import calls
from functions.car_move.use_cases import answers
from functions.car_move.use_cases.extensions import pin_of
from functions.car_move.use_cases.sessions import line_id

NOT_FOUND = "没有找到这次挪车请求，它可能已经过期了。"
MOST = 20


def mine(world: World, citizen_id: str, cursor: str | None = None) -> Inquiries:
    """About one's own cars and those one shares. Three queries; for every shared car a read, and a query for its owner."""
    page = world.store.page(Request, inquiries_of(citizen_id), limit=MOST, cursor=cursor)
    plates = {car.id: car.plate for car in world.store.page(Vehicle, owned_by(citizen_id), limit=MOST).items}
    found = page.items if cursor else [*page.items, *_shared(world, citizen_id, plates)]
    shown = [_inquiry(world, request, plates.get(request.vehicle_id, "")) for request in found]
    shown.sort(key=lambda inquiry: (inquiry.open and not inquiry.answer, inquiry.asked_at), reverse=True)
    return Inquiries(inquiries=shown, cursor=page.cursor)


def see(world: World, citizen_id: str, case_id: str) -> Inquiry:
    """Two reads, three for a contact."""
    request = world.store.find(Request, case_id)
    vehicle = world.store.find(Vehicle, request.vehicle_id) if request else None
    if request is None or not _may_see(world, citizen_id, request, vehicle):
        raise NotFound(NOT_FOUND)
    return _inquiry(world, request, vehicle.plate if vehicle else "")


def answer(world: World, citizen_id: str, case_id: str, reply: Reply) -> Inquiry:
    see(world, citizen_id, case_id)
    answers.answer_by_page(world, case_id, reply)
    return see(world, citizen_id, case_id)


def _may_see(world: World, citizen_id: str, request: Request, vehicle: Vehicle | None) -> bool:
    """The owner of then, whoever shares the car now, and a contact who was rung about it."""
    managers = vehicle.managers if vehicle and vehicle.owner_id == request.owner_id else []
    if citizen_id in {request.owner_id, *managers}:
        return True
    try:
        return line_id(world, world.directory.phone_of(citizen_id)) in request.lines
    except NotFound:
        return False


def _shared(world: World, citizen_id: str, plates: dict[str, str]) -> list[Request]:
    """Notes the plates on the way."""
    shares = world.store.page(Share, shared_with(citizen_id), limit=MOST).items
    for share in shares:
        if vehicle := world.store.find(Vehicle, share.id):
            plates[share.id] = vehicle.plate
    owners = {share.owner_id for share in shares}
    asked = [request for owner in owners for request in world.store.page(Request, inquiries_of(owner)).items]
    return [request for request in asked if request.vehicle_id in {share.id for share in shares}]


def _inquiry(world: World, request: Request, plate: str) -> Inquiry:
    is_open = request.closed_at is None and request.until > world.now()
    return Inquiry(
        case_id=request.id,
        vehicle_id=request.vehicle_id,
        plate=plate,
        reason=request.reason,
        status=calls.status(request),
        asked_at=request.asked_at,
        until=request.until,
        answer=request.answer,
        open=is_open,
        number=request.number if is_open and request.by_pin else "",
        pin=pin_of(world, request.id, "owner") if is_open and request.by_pin else "",
        urged=is_open and request.urged and request.answer is None,
    )
