"""Texts that leave at once: within what the day may cost, and to be forgotten by the carrier afterwards."""

from collections.abc import Callable
from contextlib import suppress

from chalicelib.errors import Gone
from chalicelib.telemetry import count
from chalicelib.world import World
from functions.car_move.use_cases import erasures, tallies


class NotSent(Exception):
    """The carrier did not take a text; the fact is delivered again."""


def text(world: World, to: str, words: str, key: str) -> None:
    """From the province's own sender. Raises NotSent."""
    _send(world, lambda: world.phone.text(to, words, key=key))


def relay(world: World, to: str, show: str, words: str) -> None:
    """From a masked number; nothing to a phone that takes no texts. Raises NotSent."""
    with suppress(Gone):
        _send(world, lambda: world.phone.relay(to, show, words))


def _send(world: World, send: Callable[[], str]) -> None:
    if not tallies.is_affordable(world):
        count("TextsBeyondCeiling")
        return
    try:
        sent = send()
    except Gone:
        raise
    except Exception as failure:
        # What a carrier complains about may name the phone, and tracebacks end up in logs.
        raise NotSent(type(failure).__name__) from None
    erasures.file(world, "text", sent)
