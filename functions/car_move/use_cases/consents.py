"""Whether somebody wants to be rung for a car that is not theirs: they say so themselves, by a link texted to them.

The link holds for as long as they are asked, and once they have said yes for as long as they are rung.
"""

from chalicelib.errors import NotFound
from chalicelib.store import Delete
from chalicelib.world import World
from functions.car_move.events.contacts import ContactAdded, ContactRemoved
from functions.car_move.model.contact import Contact, Link, Wish
from functions.car_move.model.vehicle import Vehicle
from functions.car_move.rules.ringing import TAIL
from functions.car_move.use_cases import outgoing, turns
from functions.car_move.use_cases.contacts import fact, links, token_of, without

TEXT = (
    "【通办】有人请您做车牌尾号 {tail} 的车的挪车联系人：车主没接电话时，挪车电话会转到您的手机，双方看不到对方号码。"
    "同意或不同意，请打开 {url}/car-move/consents/{token} ；不理会就不会打给您。"
)
UNKNOWN = "这个链接已经失效：可能已经过期，或者您已经不是联系人了。什么都不用做，不会打给您。"


def ask(world: World, vehicle_id: str, contact_id: str) -> None:
    """Text the link; a repeat sends the same."""
    contact = world.store.find(Contact, vehicle_id, contact_id)
    vehicle = world.store.find(Vehicle, vehicle_id)
    if contact is None or vehicle is None or contact.consented_at:
        return
    text = TEXT.format(tail=vehicle.plate[-TAIL:], url=world.public_url, token=token_of(world, contact_id))
    outgoing.text(world, contact.phone, text, key=contact_id)


def see(world: World, token: str) -> Wish:
    """Three reads. Raises NotFound, in the same words for whatever is not there."""
    vehicle, contact = _asked(world, token)
    return _wish(vehicle, contact, token)


def accept(world: World, token: str) -> Wish:
    """From now on they are rung, after everybody else. Saying yes twice is saying it once."""
    vehicle, contact = _asked(world, token)
    if contact.consented_at:
        return _wish(vehicle, contact, token)
    agreed = contact.model_copy(update={"consented_at": world.now()})
    longer = vehicle.model_copy(update={"order": [*vehicle.order, contact.contact_id]})
    kept = [link.model_copy(update={"until": None}) for link in links(world, [contact])]
    world.store.commit(longer, agreed, *kept, fact(world, vehicle, contact, ContactAdded))
    return _wish(longer, agreed, token)


def leave(world: World, token: str) -> Wish:
    """No, or not any more: nobody rings them, also not in a session under way, and nothing is kept of them."""
    vehicle, contact = _asked(world, token)
    gone = [Delete(record) for record in (contact, *links(world, [contact]))]
    back = turns.back_to_owner(world, vehicle.id, contact.phone)
    told = fact(world, vehicle, contact, ContactRemoved)
    world.store.commit(without(vehicle, contact.contact_id), *gone, *back, told)
    return Wish(token=token, tail="", state="left")


def _asked(world: World, token: str) -> tuple[Vehicle, Contact]:
    link = world.store.find(Link, world.vault.blind(f"contact-link#{token}"))
    contact = world.store.find(Contact, link.vehicle_id, link.contact_id) if link else None
    vehicle = world.store.find(Vehicle, link.vehicle_id) if link else None
    if contact is None or vehicle is None:
        raise NotFound(UNKNOWN)
    return vehicle, contact


def _wish(vehicle: Vehicle, contact: Contact, token: str) -> Wish:
    return Wish(token=token, tail=vehicle.plate[-TAIL:], state="agreed" if contact.consented_at else "asked")
