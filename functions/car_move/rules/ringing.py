"""Who may ring an owner: somebody who stands before the car, from a phone of their own.

Basis: Personal Information Protection Law, art. 6 (only for the purpose) and art. 51 (safeguards).
"""

import hmac
from collections.abc import Collection

from chalicelib.errors import Invalid
from functions.car_move.model.tuning import RINGS
from functions.car_move.rules import plates

TAIL = 3

NO_MATCH = "和这张挪车码所在车辆的车牌对不上，请看着车牌再输一次后三位。"
OWN_CAR = "这是车主本人登记的手机号，不用给自己打电话。请换一部手机试试。"
ABROAD = "暂时只支持中国（含港澳台）和新加坡的手机号。"
OUR_OWN = "这是我们的专线号码，请填写您自己的手机号。"


def sees_the_car(plate: str, tail: str) -> None:
    """Raises Invalid unless ``tail`` ends the plate."""
    if not matches(plate, tail):
        raise Invalid(NO_MATCH, {"tail": NO_MATCH})


def matches(plate: str, tail: str) -> bool:
    """Takes as long either way."""
    return hmac.compare_digest(plates.tidy(tail).encode(), plate[-TAIL:].encode())


def may_be_rung(phone: str) -> bool:
    """Toll fraud: whose number the province would pay for is the operators' to say, in ``matter.toml``."""
    return phone.startswith(RINGS)


def has_a_phone_of_their_own(phone: str, owner_phone: str, masked: Collection[str]) -> None:
    """Raises Invalid for a phone that cannot be the other end."""
    checks = (
        (phone == owner_phone, OWN_CAR),
        (phone in masked, OUR_OWN),
        (not may_be_rung(phone), ABROAD),
    )
    for wrong, remark in checks:
        if wrong:
            raise Invalid(remark, {"phone": remark})
