"""When a call was missed: the next one's turn, a text, the first place in the owner's list, and help elsewhere.

Each may be done again and again, to the same effect, and does nothing once somebody has answered, or while what they
told somebody else about the same car is the answer.
"""

from datetime import datetime, timedelta
from typing import Any

from chalicelib.store import Change
from chalicelib.world import World
from functions.car_move.events.contacts import ContactSought, ContactWanted
from functions.car_move.events.requests import Unreachable, Urged
from functions.car_move.model.contact import Contact
from functions.car_move.model.limits import LIMITS
from functions.car_move.model.request import Request
from functions.car_move.rules import calls
from functions.car_move.use_cases import outgoing, turns
from functions.car_move.use_cases.contacts import token_of
from functions.car_move.use_cases.outcomes import change

TEXT = "【通办】有人请您家的车挪一挪，电话没有打通。方便时请到车旁看看，或告诉车主，谢谢。不想再接这样的提醒：{url}/car-move/consents/{token} （编号 {case}）"


def pass_on(world: World, case_id: str) -> datetime:
    """It is the next one's turn, if the carrier has not brought that about already; when everybody has been rung."""
    request = world.store.get(Request, case_id)
    if len(request.queue) > 1 and request.turn == 0 and _is_missed(world, request):
        turns.pass_on(world, case_id, 0)
    left = len(request.queue) - max(1, request.turn)
    each = timedelta(seconds=LIMITS.ring_seconds + LIMITS.accept_seconds)
    return world.now() + max(0, left) * each


def tell(world: World, case_id: str) -> tuple[bool, datetime]:
    """Note, once, that nobody was reached by telephone; the facts let everybody know some other way.

    Whether somebody still waits, and until when they do before the next step.
    """

    def told(case: Request) -> tuple[Request, list[Change]]:
        if case.told or not _is_missed(world, case):
            return case, []
        return case.model_copy(update={"told": True}), [_unreachable(world, case), *_contacts(world, case)]

    return _still_waits(world, change(world, case_id, told), LIMITS.urge_seconds)


def urge(world: World, case_id: str) -> tuple[bool, datetime]:
    """Put the request first in the owner's list."""

    def urged(case: Request) -> tuple[Request, list[Change]]:
        if case.urged or not _waits(world, case):
            return case, []
        return case.model_copy(update={"urged": True}), [Urged(**_about(world, case))]

    return _still_waits(world, change(world, case_id, urged), LIMITS.advise_seconds)


def advise(world: World, case_id: str) -> None:
    """The passer-by's page says where else there is help."""

    def advised(case: Request) -> tuple[Request, list[Change]]:
        return (case.model_copy(update={"advised": True}), []) if _waits(world, case) else (case, [])

    change(world, case_id, advised)


def text_contact(world: World, case_id: str, contact_id: str) -> None:
    """To a contact without an account, whom notifications do not know."""
    request = world.store.get(Request, case_id)
    contact = world.store.find(Contact, request.vehicle_id, contact_id)
    if contact is None or contact.consented_at is None:
        return
    words = TEXT.format(case=case_id[:8], url=world.public_url, token=token_of(world, contact_id))
    outgoing.text(world, contact.phone, words, key=f"{case_id}-{contact_id}")


def _is_missed(world: World, case: Request) -> bool:
    told = case.heard is not None and case.heard.until > world.now()
    return case.closed_at is None and calls.result(case) == "unreachable" and not told


def _waits(world: World, case: Request) -> bool:
    return _is_missed(world, case) and case.until > world.now()


def _still_waits(world: World, case: Request, seconds: int) -> tuple[bool, datetime]:
    return _waits(world, case), world.now() + timedelta(seconds=seconds)


def _unreachable(world: World, case: Request) -> Unreachable:
    return Unreachable(reason=case.reason, **_about(world, case))


def _contacts(world: World, case: Request) -> list[Change]:
    """Who has an account is told by notifications, as they wish; the others get a text from here."""
    facts: list[Change] = []
    for contact in world.store.parts(Contact, case.vehicle_id):
        if contact.consented_at is None or contact.contact_id not in case.queue:
            continue
        citizen = world.directory.citizen_of(contact.phone)
        if citizen:
            facts.append(ContactSought(**{**_about(world, case), "owner_id": citizen}))
        else:
            facts.append(ContactWanted(contact_id=contact.contact_id, **_about(world, case)))
    return facts


def _about(world: World, case: Request) -> dict[str, Any]:
    return {
        "case_id": case.id,
        "at": world.now(),
        "owner_id": case.owner_id,
        "vehicle_id": case.vehicle_id,
    }
