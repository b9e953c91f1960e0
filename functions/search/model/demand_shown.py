"""What pages show of demand: the overview, one gap, and a citizen's wishes."""

from typing import Annotated
from urllib.parse import quote

from pydantic import AwareDatetime, BaseModel, Field, StringConstraints

from .demand import Report
from .gap import STATES, Assignment, Entry, State
from .shown import HitShown

DEPARTMENTS = [
    "公安局",
    "教育局",
    "人力资源和社会保障局",
    "民政局",
    "卫生健康委员会",
    "住房和城乡建设局",
    "自然资源和规划局",
    "市场监督管理局",
    "医疗保障局",
    "交通运输局",
    "税务局",
    "司法局",
    "数据资源管理局",
]
Text = Annotated[str, StringConstraints(strip_whitespace=True, max_length=100)]


class Wished(BaseModel):
    """``q``: what was searched for."""

    q: Text = ""


class Assigned(BaseModel):
    """``entry``: where the answer will be written, if that is known already."""

    department: Annotated[str, StringConstraints(strip_whitespace=True, min_length=2, max_length=30)]
    days: Annotated[int, Field(ge=1, le=60)]
    entry: Annotated[str, StringConstraints(strip_whitespace=True, pattern=r"^[a-z0-9:-]{0,100}$")] = ""


class Answered(BaseModel):
    key: Annotated[str, StringConstraints(strip_whitespace=True, pattern=r"^[a-z0-9:-]{2,100}$")]


class Nothing(BaseModel):
    """A button alone."""


class GapShown(BaseModel):
    """``hits``: what the search finds for its words now."""

    id: str
    words: str
    samples: list[str]
    asked: int
    windows: int
    z: float
    first: AwareDatetime
    last: AwareDatetime
    state: State
    task: Assignment | None
    proposed: Entry | None
    answer: Entry | None
    waiting: int = 0
    hits: list[HitShown] = []

    @property
    def stands(self) -> str:
        return STATES[self.state]

    @property
    def href(self) -> str:
        return f"/search/demand/gaps/{self.id}"

    @property
    def is_open(self) -> bool:
        return self.state in {"open", "assigned"}

    @property
    def utterance(self) -> str:
        """What the catalogue's form is to begin with."""
        return quote(next(iter(self.samples), self.words), safe="")

    def form_of(self, hit: HitShown) -> str:
        """Where an editor adds what people say to an entry."""
        return f"/catalogue/editor/{PLACES[hit.kind]}/{hit.id}?utterance={self.utterance}"

    @property
    def new_question(self) -> str:
        return f"/catalogue/editor/questions/q-gap-{self.id[:8]}?utterance={self.utterance}"

    @property
    def new_matter(self) -> str:
        return f"/catalogue/editor/matters/gap-{self.id[:8]}?utterance={self.utterance}"

    @property
    def departments(self) -> list[tuple[str, str]]:
        return [(name, name) for name in DEPARTMENTS]


PLACES = {"matter": "matters", "scenario": "scenarios", "question": "questions"}


class SoughtShown(BaseModel):
    """What somebody wants to be told of: they left it for us to read."""

    id: str
    text: str
    wishes: int
    at: AwareDatetime
    proposed: Entry | None


class Demand(BaseModel):
    report: Report | None
    gaps: list[GapShown]
    closed: list[GapShown]
    sought: list[SoughtShown]
    late: int


class WishShown(BaseModel):
    id: str
    text: str
    at: AwareDatetime
    until: AwareDatetime
    told: AwareDatetime | None
    answer: Entry | None


class Wishes(BaseModel):
    wishes: list[WishShown]
    days: int


class Forgotten(BaseModel):
    wishes: int
