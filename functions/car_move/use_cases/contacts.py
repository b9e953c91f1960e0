"""The contacts of a vehicle, as its owner has them: proposed by phone, put in order, removed."""

from collections.abc import Collection, Sequence
from datetime import timedelta

from chalicelib.errors import TooMany
from chalicelib.store import Delete
from chalicelib.world import World
from functions.car_move.events.contacts import ContactFact, ContactProposed, ContactRemoved
from functions.car_move.model.contact import Contact, Contacts, Link, Place, Proposal
from functions.car_move.model.limits import LIMITS
from functions.car_move.model.vehicle import OWNER, Vehicle
from functions.car_move.rules import contacts as rules
from functions.car_move.use_cases import sessions, tallies, turns
from functions.car_move.use_cases.owned import managed

TOKEN_LENGTH = 26
A_DAY = timedelta(days=1)
ASKED_TOO_OFTEN = "今天已经问过这个手机号几次了，请明天再试。"


def listed(world: World, citizen_id: str, vehicle_id: str) -> Contacts:
    """One read, one query."""
    vehicle = managed(world, citizen_id, vehicle_id)
    return _shown(vehicle, world.store.parts(Contact, vehicle_id))


def propose(world: World, citizen_id: str, vehicle_id: str, wanted: Proposal) -> Contacts:
    """Ask somebody, by a text, whether they want to be rung, too. The vehicle is the lock on how many there are."""
    vehicle = managed(world, citizen_id, vehicle_id)
    known = world.store.parts(Contact, vehicle_id)
    rules.may_propose(wanted.phone, vehicle.owner_phone, known, sessions.pool(world).ours)
    _count(world, wanted.phone)
    contact = Contact(
        id=vehicle_id,
        contact_id=world.new_id(),
        name=wanted.name,
        phone=wanted.phone,
        added_at=world.now(),
        answer_until=world.now() + timedelta(hours=LIMITS.contact_answer_hours),
    )
    link = Link(
        id=_key(world, token_of(world, contact.contact_id)),
        vehicle_id=vehicle_id,
        contact_id=contact.contact_id,
        until=contact.answer_until,
    )
    world.store.commit(vehicle, contact, link, fact(world, vehicle, contact, ContactProposed))
    return _shown(vehicle, [*known, contact])


def earlier(world: World, citizen_id: str, vehicle_id: str, contact_id: str) -> Contacts:
    """One place further to the front; the owner may be moved, too."""
    vehicle = managed(world, citizen_id, vehicle_id)
    order = rules.earlier(vehicle.order, contact_id)
    if order != vehicle.order:
        world.store.commit(vehicle.model_copy(update={"order": order}))
    return listed(world, citizen_id, vehicle_id)


def remove(world: World, citizen_id: str, vehicle_id: str, contact_id: str) -> Contacts:
    """Nobody rings them any more, also not in a session under way, and nothing is kept of them."""
    vehicle = managed(world, citizen_id, vehicle_id)
    contact = world.store.find(Contact, vehicle_id, contact_id)
    if contact is None:
        return listed(world, citizen_id, vehicle_id)
    gone = [Delete(record) for record in (contact, *links(world, [contact]))]
    back = turns.back_to_owner(world, vehicle_id, contact.phone)
    told = fact(world, vehicle, contact, ContactRemoved)
    world.store.commit(without(vehicle, contact_id), *gone, *back, told)
    return listed(world, citizen_id, vehicle_id)


def token_of(world: World, contact_id: str) -> str:
    """Of the link that the contact is texted: 104 bits, from the contact's id and the matter's key."""
    return world.vault.blind(f"contact-token#{contact_id}")[:TOKEN_LENGTH]


def links(world: World, contacts: Collection[Contact]) -> list[Link]:
    """What files the links of these contacts. A read for each."""
    tokens = [token_of(world, contact.contact_id) for contact in contacts]
    found = [world.store.find(Link, _key(world, token)) for token in tokens]
    return [link for link in found if link]


def without(vehicle: Vehicle, contact_id: str) -> Vehicle:
    return vehicle.model_copy(update={"order": [kept for kept in vehicle.order if kept != contact_id]})


def _key(world: World, token: str) -> str:
    return world.vault.blind(f"contact-link#{token}")


def _count(world: World, phone: str) -> None:
    """Per phone, whoever asks: a text that nobody wanted is a nuisance. Raises Busy where today may cost no more."""
    tallies.affordable(world)
    key = f"contacts-asked#{sessions.line_id(world, phone)}"
    if world.store.count(key, A_DAY) > LIMITS.asked_a_day:
        raise TooMany(ASKED_TOO_OFTEN, int(A_DAY.total_seconds()))


def _shown(vehicle: Vehicle, known: Sequence[Contact]) -> Contacts:
    by_id = {contact.contact_id: contact for contact in known}
    rung = [_place(vehicle, one, by_id.get(one)) for one in vehicle.order if one == OWNER or one in by_id]
    waiting = [_place(vehicle, one.contact_id, one) for one in known if one.consented_at is None]
    left = max(0, LIMITS.contacts - len(known))
    return Contacts(vehicle_id=vehicle.id, plate=vehicle.plate, places=[*rung, *waiting], left=left)


def _place(vehicle: Vehicle, contact_id: str, contact: Contact | None) -> Place:
    if contact is None:
        return Place(id=OWNER, name="车主", phone_end=vehicle.owner_phone[-4:], consented=True)
    return Place(
        id=contact_id,
        name=contact.name,
        phone_end=contact.phone[-4:],
        consented=contact.consented_at is not None,
    )


def fact(world: World, vehicle: Vehicle, contact: Contact, kind: type[ContactFact]) -> ContactFact:
    return kind(
        case_id=vehicle.id,
        at=world.now(),
        owner_id=vehicle.owner_id,
        vehicle_id=vehicle.id,
        contact_id=contact.contact_id,
    )
