"""What is said in a conversation: turns, answers with their sources, and questions with buttons."""

from typing import Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict

Kind = Literal["matter", "scenario", "question"]
Who = Literal["citizen", "machine", "clerk"]
Slot = Literal["who", "action", "place", "city", "theme", "which"]
NONE = "none"
MOST_LINES = 40

ReplyKind = Literal[
    "answer",  # one matter
    "quote",  # a published answer
    "question",  # which of several
    "scenario",  # a life event: what is done already?
    "step",  # its next step
    "done",  # all its steps are done
    "unknown",
    "small_talk",
    "person",
    "distress",
    "back",  # with the machine again
]


class Said(BaseModel):
    model_config = ConfigDict(frozen=True)


class Cited(Said):
    """A published entry, and which of its versions."""

    kind: Kind
    id: str
    version: int
    title: str
    guide: str


class Card(Said):
    """An entry as published; what the catalogue does not say is empty."""

    cited: Cited
    summary: str = ""
    department: str = ""
    runs_at: str = ""
    open: bool = True
    bring: list[str] = []
    days: str = ""
    fee: str = ""
    where: str = ""


class Option(Said):
    value: str
    label: str


class Asked(Said):
    slot: Slot
    text: str
    options: list[Option]


class Step(Said):
    """Of a life event; ``after``: the titles of those that come before."""

    title: str
    matters: list[str] = []
    after: list[str] = []


class Context(Said):
    """What an answer went by, so that one may come back to it: what was asked, and what has been settled since."""

    query: str = ""
    settled: dict[Slot, str] = {}
    voice: bool = False
    scenario: str = ""
    done: list[str] = []


class Reply(Said):
    """``cites`` are the sources of everything that is said here; only fixed phrases have none."""

    kind: ReplyKind
    text: str
    cites: list[Cited] = []
    cards: list[Card] = []
    asked: Asked | None = None
    steps: list[Step] = []
    current: str = ""
    context: Context = Context()


class Line(Said):
    """``turn`` numbers the citizen's; an answer has the number of what it answers. ``picked``: turn and value of a button."""

    who: Who
    turn: int
    at: AwareDatetime
    text: str = ""
    picked: tuple[int, str] | None = None
    reply: Reply | None = None


class Talk(Said):
    """All of it, the last lines at least. ``failed``: turns in a row that found nothing."""

    lines: list[Line] = []
    turn: int = 0
    failed: int = 0
    area: str = ""

    @property
    def last(self) -> Line | None:
        return self.lines[-1] if self.lines else None

    def reply_to(self, turn: int) -> Reply | None:
        found = (it.reply for it in self.lines if it.who == "machine" and it.turn == turn)
        return next(found, None)

    def citizen(self, turn: int) -> Line | None:
        return next((it for it in self.lines if it.who == "citizen" and it.turn == turn), None)

    def plus(self, *lines: Line, **changes: object) -> "Talk":
        kept = [*self.lines, *lines][-MOST_LINES:]
        return self.model_copy(update={"lines": kept, **changes})
