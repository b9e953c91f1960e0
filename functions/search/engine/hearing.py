"""From sounds to characters: typed Pinyin, and characters that only sound right (身份正 → 身份证).

Pairs of characters that stand in the catalogue or the lexicon are likely; the likeliest chain of them is what was meant.
"""

import math
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice, pairwise, product

from . import numbers
from .fillers import STRONG
from .grams import is_latin
from .sounds import characters, cuts, of, pair

SECTION = "heard"
CHANGED = 3.0  # a character is taken for another only if that is worth so much more beside its neighbours
WAYS = 16  # to read several runs of letters that are weighed against each other
OFTEN = 255  # is counted no further
Chain = tuple[float, str]


class Hearing:
    """Loaded from its sections: pairs of characters in the order of their sounds, with how often they stand there."""

    def __init__(self, sections: Mapping[str, bytes]) -> None:
        self._sound = numbers.loaded(numbers.LONG, sections[f"{SECTION}.sound"])
        self._pairs = sections[f"{SECTION}.pairs"].decode("utf-16-le")
        self._often = sections[f"{SECTION}.often"]

    def typed(self, runs: Iterable[str]) -> str | None:
        """The characters somebody means who types these runs of Pinyin; None if one of them is none."""
        ways = islice(product(*map(cuts, runs)), WAYS)
        chains = [self._chain([[sound] for sounds in way for sound in sounds], "") for way in ways]
        return max(chains)[1] if chains else None

    def corrected(self, folded: str) -> str:
        """The text with those characters exchanged for which another of their sound fits the neighbours far better."""
        return " ".join(run if is_latin(run) else self._chain(of(run), run)[1] for run in folded.split())

    def _chain(self, sounds: list[list[int]], written: str) -> Chain:
        """The likeliest characters of these sounds; to be ``written`` there (it may be empty) speaks for one, too."""
        before: Chain = (0.0, "")  # the likeliest chain that ends two places back
        ends = _alone(before, sounds[0], written[:1])  # and one place back, for each character there
        for place in range(1, len(sounds)):
            there = written[place : place + 1]
            longer = _alone(max(ends.values()), sounds[place], there)
            for first, second, likely in self._known(sounds[place - 1], sounds[place]):
                score, text = ends.get(first) or (before[0], before[1] + first)
                chain = (score + likely + CHANGED * (second == there), text + second)
                longer[second] = max(chain, longer.get(second, chain))
            before, ends = max(ends.values()), longer
        return max(ends.values())

    def _known(self, first: list[int], second: list[int]) -> Iterator[tuple[str, str, float]]:
        for sounds in product(first, second):
            sound = pair(*sounds)
            for at in range(bisect_left(self._sound, sound), bisect_right(self._sound, sound)):
                yield self._pairs[2 * at], self._pairs[2 * at + 1], 1 + math.log(self._often[at])


def _alone(before: Chain, sounds: list[int], written: str) -> dict[str, Chain]:
    """A character that makes no pair with the one before it."""
    character = written or characters(sounds[0])[0]
    return {character: (before[0] + CHANGED * bool(written), before[1] + character)}


def packed(texts: Iterable[str], phrases: Iterable[str]) -> dict[str, bytes]:
    """The sections of a catalogue's folded texts and a lexicon's phrases."""
    often: Counter[str] = Counter()
    for text in (*phrases, *STRONG, *texts):
        for run in text.split():
            often.update(map("".join, pairwise(run)))
    rows = sorted(
        (pair(*sounds), two, min(OFTEN, times))
        for two, times in often.items()
        for sounds in product(*of(two))
    )
    return {
        f"{SECTION}.sound": numbers.row(numbers.LONG, (sound for sound, _, _ in rows)),
        f"{SECTION}.pairs": "".join(two for _, two, _ in rows).encode("utf-16-le"),
        f"{SECTION}.often": bytes(times for _, _, times in rows),
    }
