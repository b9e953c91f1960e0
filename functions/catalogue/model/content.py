"""What an entry says: a matter (事项), a life event (一件事) or a question, each closed: unknown keys are errors.

Comments name the columns of the national 实施清单 they stand for.
"""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

from .words import Audience, DayType, Need, Source, TaskType

EntryId = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]{1,80}$")]
Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=2000)]
Title = Annotated[str, StringConstraints(strip_whitespace=True, min_length=2, max_length=120)]
Spoken = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=120)]
Area = Annotated[str, StringConstraints(pattern=r"^\d{2}(\d{2}(\d{2})?)?$")]
Days = Annotated[int, Field(ge=0, le=3650)]
Path = Annotated[str, StringConstraints(pattern=r"^$|^/([a-z0-9-]+/)*$")]


class Said(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


def _written(given: Any) -> Any:
    """``name|source|need|sample``, as files and forms write a material."""
    if not isinstance(given, str):
        return given
    names = ["name", "source", "need", "sample"]
    return {
        name: part for name, part in zip(names, map(str.strip, given.split("|", 3)), strict=False) if part
    }


class Material(Said):
    """``sample``: in words, what a good one looks like."""

    name: Line  # material_name
    source: Source = "申请人自备"  # source_type
    need: Need = "必要"  # is_need
    sample: str = ""  # example_guid


class Limits(Said):
    """Days; 0 is at once, None is not said."""

    statutory: Days | None = None  # anticipate_day
    promised: Days | None = None  # promise_day
    statutory_type: DayType = "工作日"
    promised_type: DayType = "工作日"


class Codes(Said):
    """As published elsewhere; ``local`` where a province has a scheme of its own."""

    task: str = ""  # task_code
    catalogue: str = ""  # catalog_code
    local: str = ""  # local_task_code
    body: str = ""  # dept_code


class Findable(Said):
    """What all kinds of entries have: a title, what people say for it, and where it is open."""

    title: Title
    everyday_names: list[Spoken] = []
    utterances: list[Spoken] = []
    areas: list[Area] = ["34"]


class Matter(Findable):
    """``runs_at``: where it can be done in this very platform, "" where it is handled elsewhere (``where``)."""

    kind: Literal["matter"] = "matter"
    theme: str  # user_topic_type
    department: Line  # dept_name
    task_type: TaskType
    audience: Annotated[list[Audience], Field(min_length=1)]  # server_type
    summary: Annotated[str, StringConstraints(strip_whitespace=True, max_length=300)] = ""
    basis: list[Line] = []  # by_law
    conditions: list[Line] = []  # accept_condition
    materials: list[Annotated[Material, BeforeValidator(_written)]] = []
    steps: list[Line] = []  # handle_flow
    limits: Limits = Limits()
    fee: str = ""  # is_fee, fee_stand
    result: str = ""  # result_name
    where: str = ""  # transact_addr
    hours: str = ""  # transact_time
    runs_at: Path = ""
    elder: bool = False
    synonyms: dict[str, list[Spoken]] = {}  # spoken word -> official terms, for search
    visits: int | None = None  # limit_scene_num
    online: bool | None = None  # is_online
    courier: bool | None = None  # is_express
    link_way: str = "12345"
    supervise_way: str = ""
    codes: Codes = Codes()


class Step(Said):
    """``after``: the titles of steps that come before."""

    title: Line
    matters: list[EntryId] = []
    after: list[str] = []
    note: str = ""


class Scenario(Findable):
    kind: Literal["scenario"] = "scenario"
    summary: Annotated[str, StringConstraints(strip_whitespace=True, max_length=300)] = ""
    steps: Annotated[list[Step], Field(min_length=1)]


class Question(Findable):
    kind: Literal["question"] = "question"
    answer: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=3000)]
    matters: list[EntryId] = []


Content = Annotated[Matter | Scenario | Question, Field(discriminator="kind")]
What = Literal["matter", "scenario", "question"]
PLACES: dict[What, str] = {"matter": "matters", "scenario": "scenarios", "question": "questions"}
CALLED: dict[What, str] = {"matter": "事项", "scenario": "一件事", "question": "问答"}
HOME = "/catalogue"


def guide(what: What, entry_id: str) -> str:
    """Where people read it."""
    return f"{HOME}/{PLACES[what]}/{entry_id}"
