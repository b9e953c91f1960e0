"""What many people search for just now: counted by the demand side, shown where nothing has been typed yet."""

from chalicelib.store import Record

HOT = "hot"


class Hot(Record):
    """The only one; ``id`` is always ``HOT``. ``words``: the most frequent first, fit to be shown to everybody."""

    words: list[str] = []
