"""A citizen moves to another phone: asked for, proven by codes to both phones, then done everywhere or nowhere.

What is decided is kept until it is done, and a fact about it finishes what a request that broke off has begun.
"""

import hmac

from chalicelib.errors import Conflict, Invalid, NotYours, Unauthenticated
from chalicelib.events import Event
from chalicelib.identity import Caller
from chalicelib.store import Delete
from chalicelib.world import World

from .. import codes, rules
from ..events import PhoneChanged, PhoneChangeDecided, PhoneCodeWanted, SessionEnded, Which
from ..forms import AskPhoneChange, ChangeAsked, GivePhoneCodes, OwnPhone, PhoneMoved
from ..limits import take
from ..model import Citizen, Origin, PhoneChange, Session
from .codes import text, within_limits

TRIES = 3
OLD = (
    "【通办】您正在把登录手机号换成另一个号码，验证码 {code}，{minutes} 分钟内有效。"
    "不是您本人操作，请勿告诉任何人，并登录后退出所有设备。"
)
NEW = "【通办】验证码 {code}，{minutes} 分钟内有效，用于把登录手机号换成本机。没有要换号，请不用理会。"
LOST = "【通办】有人用实名信息申请把您的登录手机号换成另一个号码。不是您本人操作，请马上拨打 12345。"
TAKEN = "这个手机号已经有自己的账号，不能再用来换号。"


def own(world: World, caller: Caller) -> OwnPhone:
    """What the form is filled in on. Three reads."""
    citizen = _citizen(world, caller)
    return OwnPhone(
        phone_end=world.directory.phone_of(citizen.id)[-4:], may_be_lost=rules.is_real_name(citizen)
    )


def ask(world: World, caller: Caller, wanted: AskPhoneChange, origin: Origin) -> ChangeAsked:
    """The answer is the same whether or not the new phone has an account: only who holds it will hear."""
    citizen = _citizen(world, caller)
    take(world, "phone_changes_per_person_day", citizen.id)
    if wanted.phone == world.directory.phone_of(citizen.id):
        raise Invalid("这就是您现在的手机号。", {"phone": "请填写新的手机号。"})
    if wanted.lost:
        _is_really_them(world, citizen, wanted.id_number)
    within_limits(world, wanted.phone, origin)
    change = PhoneChange(
        id=world.new_id(),
        citizen_id=citizen.id,
        phone=wanted.phone,
        lost=wanted.lost,
        until=world.now() + rules.CODE_LIFETIME,
    )
    sends = [PhoneCodeWanted(case_id=change.id, at=world.now(), which=which) for which in ("old", "new")]
    world.store.commit(change, *sends)
    return ChangeAsked(change=change.id, until=change.until, lost=change.lost)


def send_code(world: World, change_id: str, which: Which) -> None:
    """Text one of the two codes, or to a phone that is said to be lost a warning; a repeat says the same."""
    change = world.store.find(PhoneChange, change_id)
    if change is None or change.decided_at:
        return
    minutes = rules.CODE_LIFETIME.seconds // 60
    words = NEW if which == "new" else LOST if change.lost else OLD
    told = words.format(code=_code(world, change, which), minutes=minutes)
    to = change.phone if which == "new" else world.directory.phone_of(change.citizen_id)
    text(world, to, told, f"{change.id}-{which}")


def give(world: World, caller: Caller, given: GivePhoneCodes) -> PhoneMoved:
    """Five tries for both codes together. From then on the old phone signs nobody in, and every session is over."""
    citizen = _citizen(world, caller)
    change = rules.may_try_change(world.store.find(PhoneChange, given.change), citizen)
    if wrong := _wrong(world, change, given):
        world.store.commit(change.model_copy(update={"attempts": change.attempts + 1}))
        raise Invalid("验证码不正确。", dict.fromkeys(wrong, "验证码不正确，请看着短信再填一次。"))
    decided = change.model_copy(update={"decided_at": world.now()})
    world.store.commit(decided, PhoneChangeDecided(case_id=change.id, at=world.now()))
    settle(world, change.id)
    if world.directory.phone_of(citizen.id) != change.phone:
        raise Conflict(TAKEN)
    return PhoneMoved(phone_end=change.phone[-4:])


def settle(world: World, change_id: str) -> None:
    """Do what was decided; done already, it does nothing. The directory first: it alone knows whose a phone is.

    All else is one commit, so that whoever is interrupted before it begins anew, and nobody after it.
    """
    for attempt in range(TRIES):
        change = world.store.find(PhoneChange, change_id)
        if change is None or change.decided_at is None:
            return
        moved = world.directory.move(change.citizen_id, change.phone)
        try:
            world.store.commit(Delete(change), *(_farewell(world, change.citizen_id) if moved else ()))
            return
        except Conflict:
            if attempt + 1 == TRIES:
                raise


def _farewell(world: World, citizen_id: str) -> list[Delete | Event]:
    """Every session is over, on whichever device, and everybody who keeps the phone hears of it."""
    now, sessions = world.now(), world.store.parts(Session, citizen_id)[: rules.MOST_DEVICES]
    ended = [
        SessionEnded(case_id=one.session_id, subject=citizen_id, reason="phone_changed", at=now)
        for one in sessions
    ]
    return [*map(Delete, sessions), *ended, PhoneChanged(case_id=citizen_id, owner_id=citizen_id, at=now)]


def _citizen(world: World, caller: Caller) -> Citizen:
    """Raises NotYours for an officer, Unauthenticated for a device that has been signed out meanwhile."""
    if "citizen" not in caller.roles:
        raise NotYours("工作人员的手机号请找本单位管理员更换。")
    if world.store.find(Session, caller.id, caller.session) is None:
        raise Unauthenticated("您已退出登录，请重新登录。")
    return world.store.get(Citizen, caller.id)


def _is_really_them(world: World, citizen: Citizen, id_number: str) -> None:
    """Without the old phone, only somebody whose real name is known, and who knows the number on their card."""
    rules.may_do_without(citizen)
    known = world.directory.person_of(citizen.id).id_number
    if not hmac.compare_digest(known.upper().encode(), id_number.strip().upper().encode()):
        raise Invalid("身份证号不对。", {"id_number": "和实名信息对不上，请核对。"})


def _wrong(world: World, change: PhoneChange, given: GivePhoneCodes) -> list[str]:
    """The fields with a wrong code; the old phone's is not asked for where that is lost."""
    told: list[tuple[Which, str]] = [("new", given.new_code)]
    if not change.lost:
        told.append(("old", given.old_code))
    return [
        f"{which}_code"
        for which, code in told
        if not hmac.compare_digest(_code(world, change, which).encode(), code.encode())
    ]


def _code(world: World, change: PhoneChange, which: Which) -> str:
    return codes.code_for(world.vault, f"{change.id}#{which}")
