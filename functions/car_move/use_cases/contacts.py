"""The contacts of a vehicle: proposed by phone, rung once they have said yes, put in order, removed."""

import hmac
from collections.abc import Sequence
from datetime import timedelta

from chalicelib.errors import Invalid, NotFound, TooMany
from chalicelib.store import Delete
from chalicelib.world import World
from functions.car_move.events.contacts import ContactAdded, ContactFact, ContactProposed, ContactRemoved
from functions.car_move.model.contact import Consent, Contact, Contacts, Place, Proposal
from functions.car_move.model.limits import LIMITS
from functions.car_move.model.vehicle import OWNER, Vehicle
from functions.car_move.rules import contacts as rules
from functions.car_move.use_cases import erasures, sessions
from functions.car_move.use_cases.owned import managed

DIGITS = 6
A_DAY = timedelta(days=1)
TEXT = (
    "【通办】有人请您做一辆车的挪车联系人：需要挪车时，电话会打到您的手机，双方看不到对方号码。"
    "同意就把验证码 {code} 告诉车主；不同意不用理会。"
)
SENT_TOO_OFTEN = "给这个手机号发的验证码太多了，请明天再试。"


class NotSent(Exception):
    """The carrier did not take a code; the fact is delivered again."""


def listed(world: World, citizen_id: str, vehicle_id: str) -> Contacts:
    """One read, one query."""
    vehicle = managed(world, citizen_id, vehicle_id)
    return _shown(vehicle, world.store.parts(Contact, vehicle_id))


def only(world: World, citizen_id: str, vehicle_id: str, contact_id: str) -> Contacts:
    """One who has not said yes yet; raises NotFound."""
    every = listed(world, citizen_id, vehicle_id)
    waiting = [place for place in every.places if place.id == contact_id and not place.consented]
    if not waiting:
        raise NotFound("没有等待同意的联系人，验证码可能已经过期，请重新添加。")
    return every.model_copy(update={"places": waiting})


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
        code_until=world.now() + timedelta(minutes=LIMITS.contact_code_minutes),
    )
    world.store.commit(vehicle, contact, _fact(world, vehicle, contact, ContactProposed))
    return _shown(vehicle, [*known, contact])


def send_code(world: World, vehicle_id: str, contact_id: str) -> None:
    """A repeat says the same code."""
    contact = world.store.find(Contact, vehicle_id, contact_id)
    if contact is None or contact.consented_at:
        return
    text = TEXT.format(code=code_of(world, contact))
    try:
        sent = world.phone.text(contact.phone, text, key=contact_id)
    except Exception as failure:
        # What a carrier complains about may name the phone, and tracebacks end up in logs.
        raise NotSent(type(failure).__name__) from None
    erasures.file(world, "text", sent)


def consent(world: World, citizen_id: str, vehicle_id: str, contact_id: str, given: Consent) -> Contacts:
    """The contact has read the code to the owner: from now on they are rung, after everybody else."""
    vehicle = managed(world, citizen_id, vehicle_id)
    contact = world.store.get(Contact, vehicle_id, contact_id)
    rules.may_try(contact)
    if not hmac.compare_digest(given.code.strip().encode(), code_of(world, contact).encode()):
        world.store.commit(contact.model_copy(update={"tries": contact.tries + 1}))
        raise Invalid(rules.WRONG, {"code": rules.WRONG})
    agreed = contact.model_copy(update={"consented_at": world.now()})
    longer = vehicle.model_copy(update={"order": [*vehicle.order, contact_id]})
    world.store.commit(longer, agreed, _fact(world, vehicle, contact, ContactAdded))
    return listed(world, citizen_id, vehicle_id)


def earlier(world: World, citizen_id: str, vehicle_id: str, contact_id: str) -> Contacts:
    """One place further to the front; the owner may be moved, too."""
    vehicle = managed(world, citizen_id, vehicle_id)
    order = rules.earlier(vehicle.order, contact_id)
    if order != vehicle.order:
        world.store.commit(vehicle.model_copy(update={"order": order}))
    return listed(world, citizen_id, vehicle_id)


def remove(world: World, citizen_id: str, vehicle_id: str, contact_id: str) -> Contacts:
    """Nobody rings them any more, and nothing is kept of them."""
    vehicle = managed(world, citizen_id, vehicle_id)
    contact = world.store.find(Contact, vehicle_id, contact_id)
    if contact is None:
        return listed(world, citizen_id, vehicle_id)
    order = [kept for kept in vehicle.order if kept != contact_id]
    shorter = vehicle.model_copy(update={"order": order})
    world.store.commit(shorter, Delete(contact), _fact(world, vehicle, contact, ContactRemoved))
    return listed(world, citizen_id, vehicle_id)


def code_of(world: World, contact: Contact) -> str:
    return f"{int(world.vault.blind(f'contact#{contact.contact_id}'), 16) % 10**DIGITS:0{DIGITS}}"


def _count(world: World, phone: str) -> None:
    """Per phone, whoever asks: a text that nobody wanted is a nuisance."""
    key = f"contact-codes#{sessions.line_id(world, phone)}"
    if world.store.count(key, A_DAY) > LIMITS.contact_codes_a_day:
        raise TooMany(SENT_TOO_OFTEN, int(A_DAY.total_seconds()))


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


def _fact(world: World, vehicle: Vehicle, contact: Contact, kind: type[ContactFact]) -> ContactFact:
    return kind(
        case_id=vehicle.id,
        at=world.now(),
        owner_id=vehicle.owner_id,
        vehicle_id=vehicle.id,
        contact_id=contact.contact_id,
    )
