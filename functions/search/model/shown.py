"""What pages show of a search."""

from urllib.parse import urlencode

from pydantic import BaseModel

from ..words import AUDIENCES, KINDS


class Suggestions(BaseModel):
    suggestions: list[str]


class HitShown(BaseModel):
    """One thing found. ``highlighted``: half-open spans of characters in the title. ``open``: in the area that was asked for."""

    kind: str
    id: str
    version: int
    title: str
    highlighted: list[tuple[int, int]]
    reason: str
    summary: str
    department: str
    runs_at: str
    guide: str
    open: bool

    @property
    def called(self) -> str:
        return KINDS[self.kind]

    @property
    def pieces(self) -> list[tuple[str, bool]]:
        """The title in pieces, and whether each is marked."""
        made, at = [], 0
        for start, end in sorted(self.highlighted):
            made += [(self.title[at:start], False), (self.title[start:end], True)]
            at = end
        return [piece for piece in [*made, (self.title[at:], False)] if piece[0]]


class Results(BaseModel):
    """A search and what came of it. ``cut``: too long, and its end was not looked at.

    ``area`` is what the address says, ``city`` what counts; "" is the whole province.
    ``answered``: the first hits are likely an answer; otherwise they are merely the nearest. ``elsewhere``: they are not
    of the city. ``release``: of the catalogue that was searched; "" while there is no index.
    """

    q: str
    cut: bool = False
    area: str = ""
    city: str = ""
    city_name: str
    who: str = ""
    online: bool = False
    answered: bool = False
    confidence: float = 0.0
    elsewhere: bool = False
    hits: list[HitShown] = []
    hot: list[str] = []
    examples: list[str] = []
    release: str = ""

    @property
    def audiences(self) -> dict[str, str]:
        return {"": "都看", **AUDIENCES}

    def href(self, **changed: str) -> str:
        """This search with another filter."""
        asked = {
            "q": self.q,
            "area": self.area,
            "who": self.who,
            "online": "1" if self.online else "",
        } | changed
        return f"/search/?{urlencode({name: value for name, value in asked.items() if value})}"
