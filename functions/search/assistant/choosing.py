"""The one question that best tells the candidates apart: the slot of which an answer, whichever it is, says most."""

from collections.abc import Collection, Mapping, Sequence
from math import log2

from ..engine.model import Hit
from ..model.talk import NONE, Asked, Option, Slot
from . import slots

MOST_CANDIDATES, MOST_OPTIONS, MOST_TITLES = 10, 6, 4
NEAR = 0.5  # of the best score: below, an entry is no candidate
SHARP = 3  # how much a better score counts
ENOUGH_BITS = 0.4
LEAST_SHARE = 0.06  # of a value, to be worth a button
EASE: dict[Slot, float] = {"who": 1.0, "action": 1.0, "place": 0.8, "city": 0.9, "theme": 0.75}
NONE_OF_THEM = Option(value=NONE, label="都不是")


def candidates(hits: Sequence[Hit]) -> list[Hit]:
    """Those that may be meant, best first."""
    best = max((hit.score for hit in hits), default=0.0)
    return [hit for hit in hits[:MOST_CANDIDATES] if hit.score >= NEAR * best]


def question(hits: Sequence[Hit], settled: Collection[Slot]) -> Asked:
    """What to ask about these candidates, of what is not settled yet; which of them it is, where nothing else tells them apart."""
    open_slots = [slot for slot in EASE if slot not in settled]
    if len(hits) > MOST_TITLES - 1 and len(settled) < 2 and open_slots:
        gains = {slot: gain(hits, slot) for slot in open_slots}
        best = max(gains, key=lambda slot: gains[slot] * EASE[slot])
        if gains[best] >= ENOUGH_BITS and len(options := _options(hits, best)) >= 2:
            return Asked(slot=best, text=slots.ASKS[best], options=[*options, NONE_OF_THEM])
    return which(hits)


def which(hits: Sequence[Hit], text: str = "您要办的是下面哪一个？") -> Asked:
    options = [Option(value=f"{hit.kind}:{hit.id}", label=hit.title) for hit in hits[:MOST_TITLES]]
    return Asked(slot="which", text=text, options=[*options, NONE_OF_THEM])


def narrowed(hits: Sequence[Hit], settled: Mapping[Slot, str]) -> list[Hit]:
    """Those that go with every answer given."""
    return [hit for hit in hits if all(_goes_with(hit, slot, value) for slot, value in settled.items())]


def gain(hits: Sequence[Hit], slot: Slot) -> float:
    """Bits: how much less one knows before the answer than, on average, after it."""
    weights = weigh(hits)
    shares = _shares(hits, weights, slot)
    if len(shares) < 2:
        return 0.0
    total = sum(shares.values())
    after = sum(
        share
        / total
        * entropy([w for hit, w in zip(hits, weights, strict=True) if _goes_with(hit, slot, value)])
        for value, share in shares.items()
    )
    return max(0.0, entropy(weights) - after)


def weigh(hits: Sequence[Hit]) -> list[float]:
    """How likely each is the one that is meant; together 1."""
    raised: list[float] = [max(hit.score, 0.01) ** SHARP for hit in hits]
    return [it / sum(raised) for it in raised]


def entropy(weights: Sequence[float]) -> float:
    total = sum(weights)
    return -sum(w / total * log2(w / total) for w in weights if w > 0) if total else 0.0


def _goes_with(hit: Hit, slot: Slot, value: str) -> bool:
    known = slots.values(hit, slot)
    return not known or value in known


def _shares(hits: Sequence[Hit], weights: Sequence[float], slot: Slot) -> dict[str, float]:
    """How likely each answer is; what goes with any says nothing about that."""
    shares: dict[str, float] = {}
    for hit, weight in zip(hits, weights, strict=True):
        known = slots.values(hit, slot)
        for value in known:
            shares[value] = shares.get(value, 0.0) + weight / len(known)
    return {value: share for value, share in shares.items() if share >= LEAST_SHARE}


def _options(hits: Sequence[Hit], slot: Slot) -> list[Option]:
    shares = _shares(hits, weigh(hits), slot)
    ordered = sorted(shares, key=lambda value: (-shares[value], value))[:MOST_OPTIONS]
    return [Option(value=value, label=slots.label(slot, value)) for value in ordered]
