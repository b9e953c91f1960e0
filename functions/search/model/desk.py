"""What pages show to editors and operators."""

from pydantic import AwareDatetime, BaseModel

from .sayings import What
from .shown import HitShown

WHATS = {"synonym": "同义词", "bet": "首推"}


class Answering(BaseModel):
    """The index that answers, and how far it is behind. ``state`` of what is newest: live, waiting, building or refused."""

    index: str = ""
    release: int = 0
    words: int = 0
    entries: int = 0
    since: AwareDatetime | None = None
    pinned: bool = False
    by: str = ""
    newest: int = 0
    changes: int = 0
    state: str = "building"

    @property
    def says(self) -> str:
        return STATES[self.state]


STATES = {
    "live": "全部改动都已生效，一分钟内各处都能搜到。",
    "waiting": "索引由人工固定，新的改动要等恢复自动更新以后才生效。",
    "building": "正在生成新的索引，一般一分钟左右生效。",
    "refused": "新的索引没有通过检查，还在用原来的，请找运维人员。",
}


class SayingShown(BaseModel):
    what: What
    said: str
    means: list[str]

    @property
    def called(self) -> str:
        return WHATS[self.what]


class ChangeShown(BaseModel):
    """``may_undo``: nobody has changed the same again. ``live``: searches know of it."""

    number: int
    what: What
    said: str
    before: list[str]
    after: list[str]
    by: str
    at: AwareDatetime
    may_undo: bool
    live: bool

    @property
    def called(self) -> str:
        return WHATS[self.what]


class Desk(BaseModel):
    """The words editors keep, and what they changed last."""

    answering: Answering
    synonyms: list[SayingShown]
    bets: list[SayingShown]
    changes: list[ChangeShown]


class Trial(BaseModel):
    """What a search finds now, and would find with the saying. ``remark``: why it cannot be kept. ``exact``: with all of the catalogue, not its nearest part."""

    what: What = "synonym"
    said: str = ""
    means: str = ""
    q: str = ""
    known: list[str] = []
    before: list[HitShown] = []
    before_answered: bool = False
    after: list[HitShown] | None = None
    after_answered: bool = False
    exact: bool = True
    remark: str = ""

    @property
    def called(self) -> str:
        return WHATS[self.what]


class Said(BaseModel):
    """A short answer to a change; ``number`` is the history's, 0 where nothing had to be changed."""

    number: int
    what: What
    said: str
    means: list[str]


class MadeShown(BaseModel):
    id: str
    release: int
    words: int
    entries: int
    size: int
    at: AwareDatetime
    refused: list[str]
    loads: bool
    answers: bool


class Indexes(BaseModel):
    answering: Answering
    made: list[MadeShown]


class Switched(BaseModel):
    """Which index answers from now on."""

    index: str
    release: int
    pinned: bool
