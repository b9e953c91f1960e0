"""What happens to those who are rung for a vehicle besides its owner, as facts. ``case_id`` is the vehicle."""

from typing import Any, ClassVar

from functions.car_move.events.requests import CASE, RequestFact
from functions.car_move.events.stickers import VEHICLE, VehicleFact

CONTACT = {**VEHICLE, "contact_id": "b7e23ec29af22b0b4e41da31e868d572"}


class ContactFact(VehicleFact):
    contact_id: str


class ContactProposed(ContactFact):
    """Somebody is asked, by a text with a link, whether they want to be rung."""

    type: ClassVar[str] = "car_move.contact_proposed"
    example: ClassVar[dict[str, Any]] = CONTACT


class ContactAdded(ContactFact):
    """They have said yes, themselves."""

    type: ClassVar[str] = "car_move.contact_added"
    example: ClassVar[dict[str, Any]] = CONTACT


class ContactRemoved(ContactFact):
    """By the owner, or because they do not want to be rung (any more)."""

    type: ClassVar[str] = "car_move.contact_removed"
    example: ClassVar[dict[str, Any]] = CONTACT


class ContactWanted(RequestFact):
    """The call did not get through; the contact has no account, so car moving itself texts them."""

    type: ClassVar[str] = "car_move.contact_wanted"
    example: ClassVar[dict[str, Any]] = {**CASE, "contact_id": CONTACT["contact_id"]}
    contact_id: str


class ContactSought(RequestFact):
    """The call did not get through; ``owner_id`` is a contact with an account of their own, who is to be told."""

    type: ClassVar[str] = "car_move.contact_sought"
    example: ClassVar[dict[str, Any]] = {**CASE, "owner_id": "citizen-2"}
