"""Show who one is: a name and an ID number that the police know to belong together."""

from chalicelib.errors import Busy, Conflict, Invalid, NotFound, Unauthenticated
from chalicelib.filters import masked_name
from chalicelib.identity import Caller, require
from chalicelib.ports.directory import Person
from chalicelib.ports.registry import Unavailable
from chalicelib.world import World

from .. import rules
from ..events import Verified
from ..forms import GiveRealName, Granted, RealName
from ..limits import take
from ..model import Citizen, Session
from .sessions import OVER, account_of, grant

SERVICE, FIELDS, PURPOSE = "police/person", ["name", "status"], "实名认证"
WRONG = "姓名和身份证号对不上，请对照身份证检查。"
TAKEN = "这个身份证号已经在另一个账号上认证过。如果不是您本人办的，请拨打 12345。"


def shown(world: World, caller: Caller, then: str) -> RealName:
    require(caller, "citizen")
    try:
        name = masked_name(world.directory.person_of(caller.id).name)
    except NotFound:
        name = ""
    return RealName(name=name, next=rules.safe_next(then))


def verify(world: World, caller: Caller, given: GiveRealName) -> Granted:
    """A token of level 2. The same is said of a wrong name, a wrong number and of somebody whom nobody knows.

    Basis: 《网络安全法》第二十四条. Raises Invalid, Conflict for a number that is another account's, Busy while the police
    do not answer.
    """
    require(caller, "citizen")
    session = world.store.find(Session, caller.id, caller.session)
    if session is None:
        raise Unauthenticated(OVER)
    take(world, "real_names_per_citizen_day", caller.id)
    take(world, "real_names_per_number_day", given.id_number)
    name = _official_name(world, caller, given)
    if name is None:
        raise Invalid(WRONG, {"id_number": WRONG})
    if world.directory.put_person(caller.id, Person(name, given.id_number)) != caller.id:
        raise Conflict(TAKEN)
    citizen = _raise_level(world, caller)
    return grant(world, session, account_of(citizen), rules.safe_next(given.next))


def _official_name(world: World, caller: Caller, given: GiveRealName) -> str | None:
    """As the police write it; None where they do not know such a person."""
    case_id = f"real-name-{caller.id}"
    try:
        world.registry.consent(caller.id, case_id, PURPOSE, [SERVICE])
        answer = world.registry.ask(SERVICE, [given.id_number], FIELDS, case_id, PURPOSE, caller.id)
    except Unavailable:
        raise Busy("公安部门的核验服务暂时没有答复，请过几分钟再试。", 60) from None
    is_known = answer.status == "answered" and rules.is_this_person(answer.fields, given.name)
    return str(answer.fields["name"]) if is_known else None


def _raise_level(world: World, caller: Caller) -> Citizen:
    """Of two who do so at once, one tells it."""
    citizen = world.store.get(Citizen, caller.id)
    if citizen.level >= rules.REAL_NAME:
        return citizen
    raised = citizen.model_copy(update={"level": rules.REAL_NAME})
    told = Verified(case_id=caller.id, owner_id=caller.id, level=rules.REAL_NAME, at=world.now())
    try:
        world.store.commit(raised, told)
    except Conflict:
        return world.store.get(Citizen, caller.id)
    return raised
