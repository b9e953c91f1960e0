"""What is believed: how old words may be. Durations are those of the clock that reads them."""

from datetime import datetime, timedelta

# kmsauth's tokens may live for an hour; ours name one message, so the way of one message is enough.
INTRODUCTION = timedelta(seconds=60)
SKEW = timedelta(seconds=5)
# A registry states what it knows when it is asked: what was stated long before is an old answer, sent again.
STATED_WITHIN = timedelta(minutes=5)
UNKNOWN_FOR = timedelta(minutes=5)


def is_recent(issued: datetime, now: datetime) -> bool:
    return -SKEW <= now - issued <= INTRODUCTION


def is_stated_now(stated: datetime, now: datetime) -> bool:
    return abs(now - stated) <= STATED_WITHIN


def fresh_until(stated: datetime, fresh: timedelta, is_known: bool) -> datetime:
    """That somebody is unknown is relied upon for moments only: it may be a fresh registration."""
    return stated + (fresh if is_known else UNKNOWN_FOR)
