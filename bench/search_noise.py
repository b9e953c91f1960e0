"""The same questions as they arrive: in Traditional characters, with a character missing, misheard, or typed in Pinyin."""

import importlib
import random
from collections.abc import Callable

from functions.search.engine.sounds import characters, readings

Noise = Callable[[str, random.Random], str]


def traditional(text: str, _: random.Random) -> str:
    return str(importlib.import_module("opencc").OpenCC("s2t").convert(text))


def dropped(text: str, dice: random.Random) -> str:
    """One character is missing."""
    place = dice.randrange(len(text))
    return text[:place] + text[place + 1 :] if len(text) > 2 else text


def homophones(share: float) -> Noise:
    def misheard(text: str, dice: random.Random) -> str:
        return "".join(_like(one, dice) if dice.random() < share else one for one in text)

    return misheard


def _like(character: str, dice: random.Random) -> str:
    sounds = readings().get(character)
    return dice.choice(characters(sounds[0])) if sounds else character


def pinyin(text: str, _: random.Random) -> str:
    lazy = importlib.import_module("pypinyin").lazy_pinyin
    return "".join(lazy(text))


NOISES: dict[str, Noise] = {
    "traditional": traditional,
    "dropped": dropped,
    "homophones_10": homophones(0.1),
    "homophones_20": homophones(0.2),
    "pinyin": pinyin,
}
