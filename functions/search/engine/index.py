"""The index as it is searched: loaded once, then asked as often as people ask."""

import json

from . import suggesting
from .answering import Answer, Answering
from .confidence import CERTAIN, ENOUGH
from .container import BadIndex, unpack
from .entries import Entries, is_open
from .folding import compact, fold
from .hearing import Hearing
from .highlighting import spans
from .lexicon import Lexicon
from .model import Found, Hit
from .ranking import Ranked
from .reasons import PINNED, reason
from .texts import EntryTexts


class Index:
    """Made by ``load``; never changes. ``release`` is what ``build`` was told, ``size`` the number of entries."""

    def __init__(self, about: dict[str, object], sections: dict[str, bytes]) -> None:
        self.release = str(about["release"])
        self._entries = Entries(sections)
        self._texts = EntryTexts(sections)
        self._answering = Answering(self._texts, Lexicon(sections), Hearing(sections))
        self._bets: dict[str, list[int]] = json.loads(sections["bets.json"])

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
        voice: bool = False,
    ) -> Found:
        """The best ``most`` hits for what somebody typed or said.

        ``area`` is a code ("34" province, "3401" city), ``audience`` one of 自然人, 法人, 其他组织; ``only_open`` leaves out
        what is not open there. ``voice``: it was spoken, so any character may stand for another of its sound.
        """
        admitted = self._entries.admits(area, audience, only_open)
        pinned = [
            entry for entry in self._bets.get(compact(fold(text)), ()) if not admitted or admitted(entry)
        ]
        answer = self._answering.answer(text, admitted, voice)
        found = [one for one in answer.ranked[: most + len(pinned)] if one.entry not in pinned]
        hits = [self._pinned(entry, answer, area) for entry in pinned]
        hits += [self._hit(one, answer, area) for one in found]
        sure = CERTAIN if pinned else answer.confidence
        return Found(hits[:most], sure, sure >= ENOUGH)

    def suggest(self, prefix: str, most: int = 8) -> list[str]:
        """Titles and everyday names somebody who has typed ``prefix`` may be about to type."""
        return suggesting.suggestions(self._answering.spelled(fold(prefix)), most, self._texts, self._entries)

    def _pinned(self, entry: int, answer: Answer, area: str) -> Hit:
        return self._shown(entry, answer, area, 1.0, PINNED)

    def _hit(self, one: Ranked, answer: Answer, area: str) -> Hit:
        first = answer.ranked[0].judged.score
        relative = max(0.0, min(1.0, one.judged.score / first)) if first > 0 else 1.0
        return self._shown(one.entry, answer, area, relative, reason(one, self._texts, answer.by_sound))

    def _shown(self, position: int, answer: Answer, area: str, score: float, why: str) -> Hit:
        entry = self._entries[position]
        return Hit(
            kind=entry.kind,
            id=entry.id,
            title=entry.title,
            score=score,
            reason=why,
            highlighted=spans(entry.title, answer.question.needles()),
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
