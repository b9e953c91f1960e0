"""What an owner's answer means, how it is read from a text, and how long it stands.

Basis: Road Traffic Safety Law, art. 56 (an owner who blocks others has to see to it; saying when is part of that);
Fire Protection Law, art. 28 (a rescue lane cannot wait for what was said to somebody else).
"""

import re
import unicodedata
from datetime import datetime, timedelta

from functions.car_move.model.answer import MOST_MINUTES, Answer, Reply
from functions.car_move.model.limits import LIMITS
from functions.car_move.model.request import Reason, Request

BY_KEY = {"2": Reply(kind="coming", minutes=5), "3": Reply(kind="cannot"), "4": Reply(kind="wrong_car")}
SOON = 10  # minutes, where somebody on the way does not say how many
WRONG = re.compile("不是我|车牌不对|车不对|号码不对|认错|扫错|弄错|搞错|打错")
CANNOT = re.compile("(来|过|去|赶|到|挪|动)不(了|来|去|过来|到|开|成)|不用等|别等|没法|没办法|不能|不在")
COMING = re.compile("路上|马上|这就|就来|就到|来了|过来|去挪|分钟|小时|钟头|稍等|等")
HOURS = re.compile("小时|钟头")
NUMBER = re.compile(r"\d+|[一二两三四五六七八九]?十[一二三四五六七八九]?|[一二两三四五六七八九]")
DIGITS = dict(zip("一二两三四五六七八九", (1, 2, 2, 3, 4, 5, 6, 7, 8, 9), strict=True))


def stands(reply: Reply, now: datetime, until: datetime) -> Answer:
    """On the way: until they are there. Otherwise as long as the session lasts: ringing again changes nothing."""
    end = now + timedelta(minutes=reply.minutes) if reply.kind == "coming" else until
    return Answer(kind=reply.kind, minutes=reply.minutes, at=now, until=end)


def is_for_everybody(reply: Reply) -> bool:
    """Whether it is about the car, and not about one passer-by's mistake."""
    return reply.kind != "wrong_car"


def holds(answer: Answer | None, reason: Reason, now: datetime) -> Answer | None:
    """What the owner has let somebody else know, where it is the answer to a request for that reason, too."""
    stands = answer is not None and answer.until > now
    return answer if stands and reason is not Reason.BLOCKS_RESCUE else None


def may_insist_from(request: Request) -> datetime | None:
    """When a passer-by who cannot wait may ring in spite of what was said to somebody else; None where it was to them."""
    if request.heard is None or request.answer != request.heard:
        return None
    return max(request.asked_at, request.heard.at) + timedelta(minutes=LIMITS.insist_minutes)


def read(text: str) -> Reply | None:
    """``5``, ``在路上``, ``十分钟到``, ``来不了``, ``不是我的车``; None for anything else, which is a message."""
    words = re.sub(r"[\s\W_]", "", unicodedata.normalize("NFKC", text))
    minutes = _minutes(words)
    if WRONG.search(words):
        return Reply(kind="wrong_car")
    if CANNOT.search(words):
        return Reply(kind="cannot")
    if words and (NUMBER.fullmatch(words) or COMING.search(words)):
        return Reply(kind="coming", minutes=minutes) if minutes else None
    return None


def _minutes(words: str) -> int:
    """As many as are named, ten where none are; 0 for a number that no minutes can be."""
    if "半小时" in words or "半个" in words:
        return 30
    found = NUMBER.search(words)
    if found is None:
        return SOON
    named = _value(found[0]) * (60 if HOURS.search(words) else 1)
    return named if 1 <= named <= MOST_MINUTES else 0


def _value(number: str) -> int:
    if number.isascii():
        return int(number) if len(number) < 4 else 0
    tens, ten, ones = number.rpartition("十")
    return (DIGITS.get(tens, 1) * 10 if ten else 0) + DIGITS.get(ones, 0)


def minutes_left(answer: Answer, now: datetime) -> int:
    """Until somebody on the way is there, rounded up."""
    return max(0, -int((now - answer.until).total_seconds() // 60))


def heard(answer: Answer, now: datetime) -> str:
    """What the passer-by hears in place of a ring."""
    if answer.kind == "coming":
        return f"您好，这里是码上挪车。对方已经回复：正在路上，大约 {minutes_left(answer, now)} 分钟后到。请稍等。"
    words = {"cannot": "暂时来不了", "wrong_car": "这不是对方的车，请核对车牌"}[answer.kind]
    return f"您好，这里是码上挪车。对方已经回复：{words}。情况紧急，请拨打 122；其他情况，请拨打 12345。"
