"""What goes with a vehicle when its owner lets go of it: contacts, shares, an offer that nobody has taken up."""

from chalicelib.store import Delete
from chalicelib.world import World
from functions.car_move.model.contact import Contact
from functions.car_move.model.share import Invitation, Share
from functions.car_move.model.vehicle import Vehicle
from functions.car_move.use_cases.contacts import links


def invitation_key(world: World, code: str) -> str:
    """An invitation is filed under its blinded code; the prefix keeps codes apart from other things."""
    digits = "".join(sign for sign in code if sign.isdigit())
    return world.vault.blind(f"invitation#{digits}")


def belongings(world: World, vehicle: Vehicle) -> list[Delete]:
    """Two queries, a read for each contact, and one where the vehicle is on offer."""
    contacts = world.store.parts(Contact, vehicle.id)
    asked = links(world, contacts)
    shares = world.store.parts(Share, vehicle.id)
    return [Delete(record) for record in (*contacts, *asked, *shares, *offers(world, vehicle))]


def offers(world: World, vehicle: Vehicle) -> list[Invitation]:
    """The transfer that is under way, if any."""
    if not vehicle.transfer:
        return []
    offer = world.store.find(Invitation, invitation_key(world, vehicle.transfer))
    return [offer] if offer and offer.vehicle_id == vehicle.id else []
