"""The index as it is searched: loaded once, then asked as often as people ask."""

import json

from . import suggesting
from .confidence import ENOUGH, confidence
from .container import BadIndex, unpack
from .entries import Entries, is_open
from .highlighting import spans
from .lexicon import Lexicon
from .model import Found, Hit
from .question import Question, question
from .ranking import Ranked, ranked
from .reasons import reason
from .texts import EntryTexts


class Index:
    """Made by ``load``; never changes. ``release`` is what ``build`` was told, ``size`` the number of entries."""

    def __init__(self, about: dict[str, object], sections: dict[str, bytes]) -> None:
        self.release = str(about["release"])
        self._entries = Entries(sections)
        self._texts = EntryTexts(sections)
        self._lexicon = Lexicon(sections)
        self._bets: dict[str, list[str]] = json.loads(sections["bets.json"])

    @classmethod
    def load(cls, data: bytes) -> "Index":
        """Raises BadIndex (a ValueError) if these bytes are not an index of this format, whole and unchanged."""
        about, sections = unpack(data)
        try:
            return cls(about, sections)
        except (KeyError, IndexError, UnicodeDecodeError) as gone:
            raise BadIndex(f"a search index without what it needs: {gone}") from gone

    @property
    def size(self) -> int:
        return len(self._entries)

    def search(
        self,
        text: str,
        most: int = 10,
        area: str = "",
        audience: str = "",
        only_open: bool = False,
        voice: bool = False,  # noqa: ARG002 - the channel by sound comes next
    ) -> Found:
        """The best ``most`` hits for what somebody typed or said.

        ``area`` is a code ("34" province, "3401" city), ``audience`` one of 自然人, 法人, 其他组织; ``only_open`` leaves out
        what is not open there. ``voice``: it was spoken, so any character may stand for another of its sound.
        """
        asked = question(text, self._texts.postings, self._lexicon)
        best = ranked(asked, self._texts, self._entries.admits(area, audience, only_open))
        sure = confidence(asked, best)
        hits = [self._hit(one, best[0], asked, area) for one in best[:most]]
        return Found(hits, sure, sure >= ENOUGH)

    def suggest(self, prefix: str, most: int = 8) -> list[str]:
        """Titles and everyday names somebody who has typed ``prefix`` may be about to type."""
        return suggesting.suggestions(prefix, most, self._texts, self._entries)

    def _hit(self, one: Ranked, first: Ranked, asked: Question, area: str) -> Hit:
        entry = self._entries[one.entry]
        return Hit(
            kind=entry.kind,
            id=entry.id,
            title=entry.title,
            score=one.judged.score / first.judged.score if first.judged.score else 1.0,
            reason=reason(one, self._texts),
            highlighted=spans(entry.title, asked.needles()),
            summary=entry.summary,
            department=entry.department,
            theme=entry.theme,
            audience=entry.audience,
            areas=entry.areas,
            matters=entry.matters,
            runs_at=entry.runs_at,
            guide=entry.guide,
            version=entry.version,
            open=is_open(entry.areas, area),
        )
