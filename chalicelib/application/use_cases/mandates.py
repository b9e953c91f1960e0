"""Mandates: offered as a code that a family member is told, taken up once, ended by either side at any time."""

from datetime import timedelta

from chalicelib.application.events import MandateEnded, MandateGiven
from chalicelib.application.model.mandate import (
    CODE_DIGITS,
    Code,
    Mandate,
    Mandates,
    Offer,
    Party,
    Wish,
    mandates_of_agent,
)
from chalicelib.definition import slug_of
from chalicelib.errors import Conflict, Invalid, NotFound, TooMany
from chalicelib.filters import masked_name
from chalicelib.store import Delete
from chalicelib.world import World

OFFER_HOURS, MOST_AGENTS, MOST_PRINCIPALS, OFFERS_A_DAY = 24, 3, 10, 5
WRONG = "授权码不正确，或者已经过期。请向家人核对。"


def see(world: World, citizen_id: str) -> Mandates:
    """One query, one page, and a look into the directory for each party."""
    agents = world.store.parts(Mandate, citizen_id)
    principals = world.store.page(Mandate, mandates_of_agent(citizen_id), limit=MOST_PRINCIPALS).items
    return Mandates(
        agents=[Party(id=it.agent_id, name=_name(world, it.agent_id), until=it.until) for it in agents],
        principals=[Party(id=it.id, name=_name(world, it.id), until=it.until) for it in principals],
    )


def offer(world: World, citizen_id: str, wish: Wish) -> Mandates:
    """A code for a day. Whoever takes it up may apply in this matter for ``citizen_id``, and nothing else."""
    if len(world.store.parts(Mandate, citizen_id)) >= MOST_AGENTS:
        raise Conflict(f"最多可以授权 {MOST_AGENTS} 位家人代办，请先结束一个授权。")
    if world.store.count(f"mandate-offers#{citizen_id}", timedelta(days=1)) > OFFERS_A_DAY:
        raise TooMany("今天生成的授权码太多了，请明天再试。", 24 * 3600)
    code = _code(world, world.new_id())
    until = world.now() + timedelta(hours=OFFER_HOURS)
    world.store.commit(
        Offer(id=_key(world, code), principal_id=citizen_id, until=until, mandate_days=wish.days)
    )
    return see(world, citizen_id).model_copy(update={"code": code, "code_until": until})


def accept(world: World, matter: str, agent_id: str, given: Code) -> Mandates:
    """The offer is used up in the transaction that makes the mandate."""
    found = world.store.find(Offer, _key(world, given.code))
    if found is None or found.principal_id == agent_id:
        raise Invalid(WRONG, {"code": WRONG})
    now = world.now()
    known = world.store.find(Mandate, found.principal_id, agent_id)
    mandate = Mandate(
        id=found.principal_id,
        version=known.version if known else None,
        agent_id=agent_id,
        since=known.since if known else now,
        until=now + timedelta(days=found.mandate_days),
    )
    told = MandateGiven(
        case_id=found.principal_id,
        at=now,
        matter=slug_of(matter),
        owner_id=found.principal_id,
        agent_id=agent_id,
    )
    world.store.commit(Delete(found), mandate, told)
    return see(world, agent_id)


def end(world: World, matter: str, citizen_id: str, principal_id: str, agent_id: str) -> None:
    """By either side; from now on the agent sees and does nothing more. Again is harmless."""
    if citizen_id not in {principal_id, agent_id}:
        raise NotFound("没有这项授权。")
    mandate = world.store.find(Mandate, principal_id, agent_id)
    if mandate is None:
        return
    told = MandateEnded(
        case_id=principal_id, at=world.now(), matter=slug_of(matter), owner_id=principal_id, agent_id=agent_id
    )
    world.store.commit(Delete(mandate), told)


def permit(world: World, citizen_id: str, principal_id: str) -> None:
    """Raises NotFound unless it is their own affair, or they hold a mandate for it: what is not theirs is not there.

    No read where it is their own.
    """
    if citizen_id != principal_id and world.store.find(Mandate, principal_id, citizen_id) is None:
        raise NotFound("没有找到您要的内容，请检查后重试。")


def _name(world: World, citizen_id: str) -> str:
    try:
        return masked_name(world.directory.person_of(citizen_id).name)
    except NotFound:
        return "（未实名）"


def _code(world: World, offer_id: str) -> str:
    number = int(world.vault.blind(f"mandate-code#{offer_id}"), 16)
    return f"{number % 10**CODE_DIGITS:0{CODE_DIGITS}}"


def _key(world: World, code: str) -> str:
    digits = "".join(sign for sign in code if sign.isdecimal())
    return f"mandate-offer#{world.vault.blind(f'mandate-offer#{digits}')}"
