"""Who may be a contact of a vehicle, and in which order contacts are rung.

Basis: Personal Information Protection Law, art. 13 and 14 (nobody is rung who has not said yes).
"""

from collections.abc import Collection, Sequence

from chalicelib.errors import Invalid, TooMany
from functions.car_move.model.contact import Contact
from functions.car_move.model.limits import LIMITS
from functions.car_move.rules import ringing

A_DAY = 24 * 3600
OWN = "这是车主自己的手机号，车主本来就会接到电话。"
ALREADY = "这个手机号已经是联系人了。"
MASKED = "这是我们的专线号码，请填写联系人自己的手机号。"


def may_propose(phone: str, owner_phone: str, contacts: Collection[Contact], masked: Collection[str]) -> None:
    """Raises TooMany or Invalid."""
    if len(contacts) >= LIMITS.contacts:
        raise TooMany(f"除了车主，最多还能有 {LIMITS.contacts} 位联系人，请先移除一位。", A_DAY)
    checks = (
        (phone == owner_phone, OWN),
        (phone in {contact.phone for contact in contacts}, ALREADY),
        (phone in masked, MASKED),
        (not ringing.may_be_rung(phone), ringing.ABROAD),
    )
    for wrong, remark in checks:
        if wrong:
            raise Invalid(remark, {"phone": remark})


def earlier(order: Sequence[str], one: str) -> list[str]:
    """The order with ``one`` a place further to the front."""
    if one not in order or order[0] == one:
        return list(order)
    place = order.index(one)
    return [*order[: place - 1], one, order[place - 1], *order[place + 1 :]]
