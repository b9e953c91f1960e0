"""Evidence: what a registry said about whom, when, signed; or that it has not answered yet."""

from typing import Literal

from pydantic import AwareDatetime

from chalicelib.store import Personal, Record


class Evidence(Record):
    """``id`` is the case's (or draft's); one part per registry service. ``answer`` is JSON, ``signed`` the registry's own words.

    ``by_hand``: an officer who verified it otherwise, with ``reason``; unavailable: asked again until it answers, and
    ``because`` says why it has not (``put_off``: too many others were silent just then).
    """

    service: str
    status: Literal["answered", "unknown_person", "unavailable", "by_hand"]
    asked: AwareDatetime
    fields: list[str]
    answer: Personal = "{}"
    signed: Personal = ""
    fresh_until: AwareDatetime | None = None
    attempts: int = 1
    because: str = ""
    by_hand: str = ""
    reason: str = ""

    @property
    def part(self) -> str:
        return self.service


class ConsentTold(Record):
    """``id`` is the case's (or draft's): the registries' gateway knows of the consent given at that time."""

    at: AwareDatetime
