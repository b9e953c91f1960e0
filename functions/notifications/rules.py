"""When to tell somebody something, how often to try, and what a receipt changes. Pure."""

from datetime import UTC, datetime, timedelta, timezone

from .model import Category, Message, Preferences, Status

BEIJING = timezone(timedelta(hours=8))
MAX_ATTEMPTS = 8
FIRST_PAUSE = timedelta(seconds=30)
LONGEST_PAUSE = timedelta(minutes=30)
DOUBT = timedelta(minutes=2)
RANK: dict[Status, int] = {
    "waiting": 0,
    "sending": 1,
    "given_up": 2,
    "sent": 3,
    "undelivered": 4,
    "delivered": 5,
}


def due(wishes: Preferences, category: Category, now: datetime) -> datetime | None:
    """When to tell: now, after the quiet hours, or never.

    Basis: Personal Information Protection Law, art. 44 (people decide how they are addressed).
    """
    if not (wishes.urgent if category == "urgent" else wishes.ordinary):
        return None
    if category == "urgent" and wishes.urgent_anytime:
        return now
    return quiet_until(wishes, now) or now


def quiet_until(wishes: Preferences, now: datetime) -> datetime | None:
    """The end of the quiet hours that ``now`` falls into, which may span midnight; None outside of them."""
    here = now.astimezone(BEIJING)
    for day in (here.date() - timedelta(days=1), here.date()):
        begin = datetime.combine(day, wishes.quiet_from, BEIJING)
        end = datetime.combine(day, wishes.quiet_to, BEIJING)
        if end < begin:
            end += timedelta(days=1)
        if begin <= here < end:
            return end.astimezone(UTC)
    return None


def pause(attempts: int) -> timedelta:
    """Half a minute after the first attempt, then twice as long each time, half an hour at most."""
    return min(FIRST_PAUSE * (1 << (attempts - 1)), LONGEST_PAUSE)


def received(message: Message, status: Status, error_code: str) -> Message:
    """Receipts come late, twice and in any order: a message only ever gets further."""
    if RANK[status] <= RANK[message.status]:
        return message
    return message.model_copy(update={"status": status, "due": None, "why": "", "error_code": error_code})


def taken(message: Message, carrier_id: str) -> Message:
    """The carrier has it; a receipt may have said so already, and more."""
    status = max(message.status, "sent", key=RANK.__getitem__)
    return message.model_copy(update={"status": status, "due": None, "why": "", "carrier_id": carrier_id})


def unless_taken(message: Message, otherwise: dict[str, object]) -> Message:
    """A receipt that came in the meantime settles the matter."""
    return message if RANK[message.status] > RANK["given_up"] else message.model_copy(update=otherwise)
