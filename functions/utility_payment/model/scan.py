"""The link behind a payment's code, which another phone scans."""

from datetime import datetime

from pydantic import AwareDatetime

from chalicelib.store import Record


class Scan(Record):
    """``id`` is the payment's; ``link`` is the provider's, and good until the payment is closed."""

    link: str
    until: AwareDatetime

    def expires(self) -> datetime:
        return self.until
