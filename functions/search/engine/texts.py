"""All texts by which the entries of a catalogue can be found, in the order of their characters; and whose they are.

That order finds a text that is asked for word for word, and all that begin with a prefix, by halving.
"""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence

from . import numbers
from .folding import compact, fold
from .model import Entry
from .postings import Postings
from .postings import packed as postings

TITLE, NAME, UTTERANCE = range(3)
SECTION = "texts"
BEYOND = "\U0010ffff"


class EntryTexts:
    """Loaded from its sections. A text has a number; ``of`` is the position of its entry, ``role`` what it is to it."""

    def __init__(self, sections: Mapping[str, bytes]) -> None:
        self.text = numbers.Texts(sections[f"{SECTION}.text"], sections[f"{SECTION}.ends"])
        self.role = sections[f"{SECTION}.role"]
        self.of = numbers.loaded(numbers.LONG, sections[f"{SECTION}.entry"])
        self.postings = Postings(sections, SECTION)

    def equal(self, whole: str) -> Iterator[int]:
        """The texts that read so; ``whole`` is folded and compact."""
        for number in range(bisect_left(self, whole), len(self)):
            if self[number] != whole:
                return
            yield number

    def beginning(self, prefix: str) -> range:
        """The texts that begin so; ``prefix`` is folded and compact."""
        return range(bisect_left(self, prefix), bisect_left(self, prefix + BEYOND))

    def __len__(self) -> int:
        return len(self.text)

    def __getitem__(self, number: int) -> str:
        return compact(self.text[number])


Text = tuple[
    str, int, int, str
]  # compact, role, position of its entry, folded; in this order they are sorted


def texts_of(entries: Sequence[Entry]) -> list[Text]:
    return sorted(text for position, entry in enumerate(entries) for text in _of(position, entry))


def packed(rows: Sequence[Text]) -> dict[str, bytes]:
    """The sections of these texts."""
    folded = [text for _, _, _, text in rows]
    blob, ends = numbers.Texts.packed(folded)
    return {
        f"{SECTION}.text": blob,
        f"{SECTION}.ends": ends,
        f"{SECTION}.role": bytes(role for _, role, _, _ in rows),
        f"{SECTION}.entry": numbers.row(numbers.LONG, (position for _, _, position, _ in rows)),
    } | postings(SECTION, folded)


def _of(position: int, entry: Entry) -> Iterator[Text]:
    """Each text once, in its best role."""
    seen: set[str] = set()
    for role, group in ((TITLE, (entry.title,)), (NAME, entry.everyday_names), (UTTERANCE, entry.utterances)):
        for folded in map(fold, group):
            whole = compact(folded)
            if whole and whole not in seen:
                seen.add(whole)
                yield whole, role, position, folded
