"""One question answered: as it was written, and where that finds little, as it sounds."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from .confidence import confidence
from .folding import fold
from .grams import is_latin
from .hearing import Hearing
from .lexicon import Lexicon
from .question import Question, question
from .ranking import Admitted, Ranked, ranked
from .texts import EntryTexts

DOUBTED = 0.5  # below this confidence it is tried by sound as well
BETTER = 0.1  # and what sounds right must be so much surer


@dataclass(frozen=True, slots=True)
class Answer:
    question: Question
    ranked: list[Ranked]
    confidence: float
    by_sound: bool = False


class Answering:
    """What an index needs to answer."""

    def __init__(self, texts: EntryTexts, lexicon: Lexicon, hearing: Hearing) -> None:
        self._texts = texts
        self._lexicon = lexicon
        self._hearing = hearing

    def answer(self, text: str, admitted: Admitted, voice: bool) -> Answer:
        """``voice``: it was spoken and written down by a machine, so the sound is tried in any case."""
        folded = fold(text)
        read = self.spelled(folded)
        first = self._answer(read, admitted, by_sound=read != folded)
        if first.confidence >= DOUBTED and not voice:
            return first
        heard = self._hearing.corrected(read)
        if heard == read:
            return first
        second = self._answer(heard, admitted, by_sound=True)
        return second if second.confidence > first.confidence + BETTER else first

    def spelled(self, folded: str) -> str:
        """With Pinyin as the characters that are meant; letters that stand in the catalogue stay as they are."""
        return " ".join(self._runs(folded))

    def _runs(self, folded: str) -> Iterator[str]:
        for may_be_pinyin, group in groupby(folded.split(), self._may_be_pinyin):
            runs = list(group)
            meant = self._hearing.typed(runs) if may_be_pinyin else None
            yield from [meant] if meant else runs

    def _may_be_pinyin(self, run: str) -> bool:
        return (
            is_latin(run) and run.isalpha() and run not in self._texts.postings and run not in self._lexicon
        )

    def _answer(self, folded: str, admitted: Admitted, by_sound: bool) -> Answer:
        asked = question(folded, self._lexicon.meanings(folded), self._texts.postings)
        best = ranked(asked, self._texts, admitted)
        return Answer(asked, best, confidence(best[0].judged, best[0].exact) if best else 0.0, by_sound)
