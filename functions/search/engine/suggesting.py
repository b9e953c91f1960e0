"""What somebody is about to type: titles and everyday names that begin so, the shortest first."""

from .entries import Entries
from .folding import compact
from .texts import TITLE, UTTERANCE, EntryTexts

LOOKED_AT = 400  # texts that begin so


def suggestions(folded: str, most: int, texts: EntryTexts, entries: Entries) -> list[str]:
    whole = compact(folded)
    if not whole:
        return []
    found = {
        (texts.role[number], len(text), text): number
        for number in texts.beginning(whole)[:LOOKED_AT]
        if texts.role[number] != UTTERANCE and (text := texts[number])
    }
    shown = (
        entries[texts.of[found[key]]].title if key[0] == TITLE else key[2]
        for key in sorted(found, key=lambda key: key[1:])[: 2 * most]
    )
    return list(dict.fromkeys(shown))[:most]
