"""What can go wrong, in the words of the counter; ``http`` alone knows the status codes.

Refused
 ├ Invalid          what was given cannot be used; ``fields`` says what and where
 ├ Unauthenticated  sign in first
 ├ NotYours         signed in, but not allowed
 ├ NotFound
 ├ Conflict         somebody was quicker, or the same key came with another body
 ├ Gone             was there once
 ├ TooMany          too often; ``retry_after`` seconds
 ├ Busy             no capacity just now; ``retry_after`` seconds
 └ Forged           a webhook whose signature does not hold
"""


class Refused(Exception):
    """A request the law, the rules or the facts do not allow.

    The message is shown to the citizen, so it says in Chinese what to do next.
    """


class Invalid(Refused):
    """What was given cannot be used; ``fields`` maps a field's name to its remark."""

    def __init__(self, message: str, fields: dict[str, str] | None = None) -> None:
        super().__init__(message)
        self.fields = fields or {}


class Unauthenticated(Refused): ...


class NotYours(Refused): ...


class NotFound(Refused): ...


class Conflict(Refused): ...


class Gone(Refused): ...


class TooMany(Refused):
    """Asked too often; ``retry_after`` is in seconds."""

    def __init__(self, message: str, retry_after: int) -> None:
        super().__init__(message)
        self.retry_after = retry_after


class Busy(Refused):
    """No capacity just now; ``retry_after`` is in seconds."""

    def __init__(self, message: str, retry_after: int) -> None:
        super().__init__(message)
        self.retry_after = retry_after


class Forged(Refused): ...
