"""What pages show to everybody."""

from datetime import date

from pydantic import AwareDatetime, BaseModel

from chalicelib.definition.areas import SHORT as CITIES

from .content import Matter, Question, Scenario
from .words import place


class Link(BaseModel):
    """A way to another entry; ``href`` is its guide."""

    id: str
    title: str
    href: str
    runs_at: str = ""
    areas: list[str] = []
    summary: str = ""


class Sampled(BaseModel):
    """A material, and in words what a good one looks like."""

    name: str
    source: str
    need: str
    sample: str


class Where(BaseModel):
    """The query of pages that know cities, and of lists that go on."""

    area: str = ""
    cursor: str = ""


class Shown(BaseModel):
    """What all guides have. ``number`` 0 and ``preview``: not published yet."""

    id: str
    number: int
    effective: date
    area: str = ""
    preview: bool = False

    @property
    def cities(self) -> dict[str, str]:
        return CITIES


class Guide(Shown):
    """办事指南. ``open_here``: in the city that was chosen."""

    content: Matter
    materials: list[Sampled]
    open_in: list[str]
    open_here: bool
    questions: list[Link] = []
    scenarios: list[Link] = []


class StepShown(BaseModel):
    """``after``: the numbers of the steps that come before; ``together``: it may go on beside the one above."""

    number: int
    title: str
    note: str
    after: list[int]
    together: bool
    matters: list[Link]


class ScenarioGuide(Shown):
    content: Scenario
    steps: list[StepShown]
    open_in: list[str]
    open_here: bool


class Answer(Shown):
    content: Question
    matters: list[Link]


class Browse(BaseModel):
    """A list to leaf through. ``area``: the city it was cut to; ``next``: the cursor of what follows."""

    title: str
    path: str
    items: list[Link]
    area: str = ""
    next: str | None = None

    @property
    def cities(self) -> dict[str, str]:
        return CITIES


class Counted(BaseModel):
    name: str
    href: str
    many: int


class Index(BaseModel):
    """All ways into the catalogue, and how much there is on each; ``number`` is the release."""

    themes: list[Counted]
    departments: list[Counted]
    audiences: list[Counted]
    number: int = 0
    entries: int = 0
    at: AwareDatetime | None = None


def places(areas: list[str]) -> list[str]:
    return [place(area) for area in areas]
