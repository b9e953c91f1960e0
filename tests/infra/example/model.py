"""What the example remembers."""

from chalicelib.store.record import Personal, Record


class Heard(Record):
    """A fact that came through the inbox, or through the state machine."""

    by: str
    secret: Personal = "13800138000"
