"""Who may share a vehicle, and who may take it over.

Basis: Civil Code, art. 224 (a movable passes with its delivery; here, what is kept of it passes with the code);
Personal Information Protection Law, art. 6 (the buyer gets the plate and nothing else).
"""

from chalicelib.errors import Conflict, Invalid, NotFound, TooMany
from functions.car_move.model.limits import LIMITS
from functions.car_move.model.share import Invitation
from functions.car_move.model.vehicle import Vehicle
from functions.car_move.rules.ringing import ABROAD, may_be_rung

A_DAY = 24 * 3600
UNKNOWN = "没有这个邀请码，或者它已经过期、用过了。请核对后再试，或请对方重新发。"
OWN = "这是您自己的手机号。"
OWN_CAR = "这辆车本来就是您的。"
ALREADY = "您已经在共同管理这辆车了。"


def may_invite(vehicle: Vehicle, phone: str) -> None:
    """Raises TooMany or Invalid."""
    room_for_one(vehicle)
    for wrong, remark in ((phone == vehicle.owner_phone, OWN), (not may_be_rung(phone), ABROAD)):
        if wrong:
            raise Invalid(remark, {"phone": remark})


def room_for_one(vehicle: Vehicle) -> None:
    if len(vehicle.managers) >= LIMITS.co_owners:
        raise TooMany(f"一辆车最多和 {LIMITS.co_owners} 个人共同管理，请先移除一位。", A_DAY)


def may_take_up(
    invitation: Invitation | None, vehicle: Vehicle | None, line: str, citizen_id: str
) -> tuple[Invitation, Vehicle]:
    """Raises NotFound, in the same words whatever is wrong with the code; Conflict for whoever has the car."""
    fits = invitation and vehicle and vehicle.owner_id == invitation.owner_id
    if not invitation or not vehicle or not fits or invitation.line not in {"", line}:
        raise NotFound(UNKNOWN)
    if citizen_id == vehicle.owner_id:
        raise Conflict(OWN_CAR)
    if invitation.purpose == "share" and citizen_id in vehicle.managers:
        raise Conflict(ALREADY)
    return invitation, vehicle
