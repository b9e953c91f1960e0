"""How common characters are read, without tones; and letters cut into syllables."""

from functools import cache

from .folding import DATA

SYLLABLES = 512  # more than there are, so that two of them make one number
LONGEST = 6  # letters: zhuang
CUTS = 8  # of one run of letters that are weighed against each other


@cache
def syllables() -> dict[str, int]:
    """Each syllable's number."""
    return {line.split()[0]: number for number, line in enumerate(_lines())}


@cache
def readings() -> dict[str, list[int]]:
    """The syllables that a character may be, the commonest first."""
    read: dict[str, list[int]] = {}
    for number, line in enumerate(_lines()):
        for character in line.split()[1]:
            read.setdefault(character, []).append(number)
    return read


@cache
def _lines() -> list[str]:
    return (DATA / "sounds.txt").read_text("utf-8").splitlines()


def pair(first: int, second: int) -> int:
    """One number for two syllables."""
    return first * SYLLABLES + second


def cuts(letters: str) -> list[list[int]]:
    """The ways to read letters as the fewest syllables (fangan: fang an, fan gan); none if they are no Pinyin."""
    known = syllables()
    best: list[list[list[int]]] = [[[]]]
    for end in range(1, len(letters) + 1):
        ways = [
            [*way, known[letters[begin:end]]]
            for begin in range(max(0, end - LONGEST), end)
            if letters[begin:end] in known
            for way in best[begin]
        ]
        fewest = min(map(len, ways), default=0)
        best.append([way for way in ways if len(way) == fewest][:CUTS])
    return best[-1]


def characters(sound: int) -> str:
    """Those that may be read so."""
    return _lines()[sound].split()[1]


def of(text: str) -> list[list[int]]:
    """The readings of each of its characters; none of one that is not common."""
    return [readings().get(character, []) for character in text]
