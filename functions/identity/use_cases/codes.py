"""Ask for a one-time code, and have it sent."""

from chalicelib import erasures
from chalicelib.errors import Conflict, TooMany
from chalicelib.world import World

from .. import codes, rules
from ..events import CodeRequested
from ..forms import AskCode, CodeSent
from ..limits import take
from ..model import Challenge, Cooldown, Officer, Origin, Pool

HOME_CODE = "+86"
TEXT = "【通办】验证码 {code}，{minutes} 分钟内有效。工作人员不会向您索要验证码，请勿告诉他人。"


class NotSent(Exception):
    """The carrier did not take a code; the fact is delivered again."""


def ask_code(world: World, ask: AskCode, origin: Origin) -> CodeSent:
    """A citizen's challenge; the answer is the same whether or not the phone is known."""
    return challenge(world, ask.phone, "citizen", ask.next, origin)


def challenge(
    world: World, phone: str, pool: Pool, then: str, origin: Origin, officer: Officer | None = None
) -> CodeSent:
    rest = Cooldown(id=f"cooldown#{world.vault.blind(phone)}", until=world.now() + rules.RESEND_AFTER)
    _wait_for(world, rest)
    within_limits(world, phone, origin)
    asked = Challenge(
        id=world.new_id(),
        phone=phone,
        pool=pool,
        officer_id=officer.id if officer else "",
        until=world.now() + rules.CODE_LIFETIME,
    )
    try:
        world.store.commit(rest, asked, CodeRequested(case_id=asked.id, at=world.now()))
    except Conflict:
        raise _too_soon(rules.RESEND_AFTER.seconds) from None
    return CodeSent(
        challenge=asked.id,
        until=asked.until,
        resend_after=rules.RESEND_AFTER.seconds,
        next=rules.safe_next(then),
    )


def send_code(world: World, challenge_id: str) -> None:
    """Text the code of a challenge, if it still waits for one; a repeat says the same code."""
    asked = world.store.find(Challenge, challenge_id)
    if asked is None:
        return
    minutes = rules.CODE_LIFETIME.seconds // 60
    words = TEXT.format(code=codes.code_for(world.vault, asked.id), minutes=minutes)
    text(world, asked.phone, words, asked.id)


def text(world: World, to: str, words: str, key: str) -> None:
    """A text that the carrier is to forget afterwards; raises NotSent."""
    try:
        sent = world.phone.text(to, words, key=key)
    except Exception as error:
        # What a carrier complains about may name the phone, and tracebacks end up in logs.
        raise NotSent(type(error).__name__) from None
    erasures.file(world, "text", sent)


def _wait_for(world: World, rest: Cooldown) -> None:
    resting = world.store.find(Cooldown, rest.id)
    if resting:
        raise _too_soon(max(1, int((resting.until - world.now()).total_seconds())))


def _too_soon(seconds: int) -> TooMany:
    return TooMany("验证码刚刚发出，请稍候再重新获取。", seconds)


def within_limits(world: World, phone: str, origin: Origin) -> None:
    """Raises TooMany: codes cost money, and nobody wants many of them."""
    take(world, "codes_per_address_hour", origin.address)
    take(world, "codes_per_device_hour", origin.device)
    if not phone.startswith(HOME_CODE):
        take(world, "codes_abroad_hour", "everybody")
    take(world, "codes_per_phone_hour", phone)
    take(world, "codes_per_phone_day", phone)
