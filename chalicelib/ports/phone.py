"""Telephone carriers: what we ask of one, in nobody's dialect."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, Protocol

Progress = Literal["initiated", "ringing", "picked up", "ended"]
Delivery = Literal["sent", "delivered", "failed"]


class CarrierForm(dict[str, str]):
    """What a carrier's webhook carries: every parameter, the empty ones too."""


@dataclass(frozen=True)
class CallEvent:
    """One webhook about one call, read. ``leg`` is the phone that is being rung, ``call`` what the webhook is about.

    ``browser`` is the identity of a caller whom one of our tokens let in.
    """

    leg: str
    call: str
    caller: str | None
    dialled: str
    progress: Progress | None = None
    digits: str = ""
    browser: str = ""
    seconds: int = 0
    at: datetime | None = None


@dataclass(frozen=True)
class TextEvent:
    """A text that somebody sent to one of our numbers."""

    text: str
    sender: str | None
    number: str
    body: str


@dataclass(frozen=True)
class Desk:
    """Where the carrier reports what happens at a number."""

    inbound: str
    fallback: str
    finished: str
    texts: str


@dataclass(frozen=True)
class Receipt:
    """What became of a text."""

    delivery: Delivery
    reason: str = ""


@dataclass(frozen=True)
class Bridge:
    """Join a caller to another phone, which sees ``show`` and nothing else.

    The caller hears ringing until the other side has accepted; neither side is recorded.
    """

    dial_to: str
    show: str
    ring_seconds: int
    talk_seconds: int
    whisper_url: str
    progress_url: str
    ended_url: str


@dataclass(frozen=True)
class Trace:
    """What the carrier still keeps of a call or a text: its own id, and who was on it. ``browser`` as in ``CallEvent``."""

    id: str
    sender: str
    receiver: str
    browser: str = ""


@dataclass(frozen=True)
class Traces:
    """Some of them; ``cursor`` leads on, empty on the last page."""

    found: list[Trace]
    cursor: str = ""


class NotDone(Exception):
    """The carrier did not confirm; it may yet have done what was asked."""


class Phone(Protocol):
    """A carrier. Answers to webhooks are bytes in the carrier's own language.

    A new carrier is one more file here that passes ``tests/kernel/phone_contract.py``.
    """

    def verify(self, url: str, form: Mapping[str, str], headers: Mapping[str, str]) -> None:
        """Raise Forged unless the carrier itself sent this form to this URL."""
        ...

    def read(self, form: Mapping[str, str]) -> CallEvent: ...

    def read_text(self, form: Mapping[str, str]) -> TextEvent: ...

    def receipt(self, form: Mapping[str, str]) -> Receipt: ...

    def bridge(self, bridge: Bridge) -> bytes: ...

    def ask_to_accept(self, words: str, accept_url: str, wait_seconds: int) -> bytes:
        """Say ``words`` to the phone that was rung, and send the key it presses to ``accept_url``."""
        ...

    def ask_before(self, words: str, answer_url: str, wait_seconds: int, bridge: Bridge) -> bytes:
        """Say ``words`` to a caller and send the key they press to ``answer_url``; join them when they press none."""
        ...

    def ask_for_digits(self, words: str, answer_url: str, digits: int) -> bytes:
        """Say ``words`` to a caller, and send the keys pressed, or that there were none, to ``answer_url``."""
        ...

    def accepted(self) -> bytes:
        """Connect the two."""
        ...

    def say(self, words: str) -> bytes:
        """Say ``words``, then hang up."""
        ...

    def hang_up(self) -> bytes: ...

    def noted(self) -> bytes:
        """Nothing to do; thank you."""
        ...

    def text(self, to: str, body: str, key: str) -> str:
        """Send a text; ``key`` names it in the receipt. Returns the carrier's own id."""
        ...

    def find_text(self, to: str, body: str) -> str | None:
        """The carrier's id of a recent text with these words; None where it took none. For use when in doubt."""
        ...

    def answer_at(self, number: str, desk: Desk) -> bool:
        """Have all about ``number`` reported to us; False where the carrier does not know the number."""
        ...

    def forget_call(self, call: str) -> None:
        """Have the carrier delete all it keeps of a call. Raises NotDone unless it has, or knew of none."""
        ...

    def forget_text(self, text: str) -> None:
        """The same for a text, sent or received."""
        ...

    def traces(self, what: Literal["call", "text"], before: datetime, cursor: str = "") -> Traces:
        """A page of the calls or texts that the carrier keeps and that were over before then."""
        ...

    def relay(self, to: str, show: str, body: str) -> str:
        """Send a text that shows ``show`` and of which the carrier keeps neither the words nor the whole number.

        Returns the carrier's own id; raises Gone where the receiver wants none, or can have none.
        """
        ...

    def browser_token(self, identity: str, seconds: int) -> str | None:
        """What lets a browser call us as ``identity``, and for nothing else; None where that is not set up."""
        ...
