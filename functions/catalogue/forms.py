"""What editors fill in: texts as people type them, a line for each; and the content that they come to."""

from datetime import date
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, Field, StringConstraints, ValidationError

from chalicelib import remarks
from chalicelib.errors import Invalid

from .model.content import Content, EntryId, Matter, Question, Scenario, What
from .model.words import ALL_THEMES
from .rules import writing

Text = Annotated[str, StringConstraints(max_length=12_000)]
C = TypeVar("C", Matter, Scenario, Question)
WRONG = "有些内容需要修改，请看下面的提示。"


class Editing(BaseModel):
    """The query of the form: ``utterance`` is put among what people say, ready to be saved."""

    utterance: Annotated[str, Field(max_length=120)] = ""


class Beginning(BaseModel):
    """The query of the list of entries."""

    what: What = "matter"
    begins: Annotated[str, Field(max_length=60)] = ""
    cursor: str = ""


class New(BaseModel):
    what: What
    id: EntryId


class Nothing(BaseModel):
    """A button alone."""


class Returned(BaseModel):
    remark: Annotated[str, StringConstraints(strip_whitespace=True, min_length=4, max_length=300)]


class Written(BaseModel):
    """What all three forms ask. ``seen``: the state of the draft that the form was filled from."""

    title: Text
    everyday_names: Text = ""
    utterances: Text = ""
    areas: list[str] = []
    effective: date | None = None
    note: Annotated[str, StringConstraints(strip_whitespace=True, max_length=300)] = ""
    seen: int = 0

    def found(self) -> dict[str, Any]:
        return {
            "title": self.title,
            "everyday_names": writing.lines(self.everyday_names),
            "utterances": writing.lines(self.utterances),
            "areas": self.areas,
        }


class WrittenMatter(Written):
    theme: Text
    department: Text
    task_type: Text
    audience: list[str] = []
    summary: Text = ""
    basis: Text = ""
    conditions: Text = ""
    materials: Text = ""
    steps: Text = ""
    statutory: Text = ""
    promised: Text = ""
    fee: Text = ""
    result: Text = ""
    where: Text = ""
    hours: Text = ""
    link_way: Text = "12345"
    supervise_way: Text = ""
    runs_at: Text = ""
    elder: bool = False
    synonyms: Text = ""

    def content(self, before: Content | None) -> Matter:
        """With what the form does not ask, such as codes, as it was before."""
        if self.theme not in ALL_THEMES:
            raise Invalid(WRONG, {"theme": "请从给出的主题中选择。"})
        kept = before if isinstance(before, Matter) else None
        said = self.model_dump(include={*PLAIN}) | self.found()
        said |= {name: writing.lines(getattr(self, name)) for name in ("basis", "conditions", "steps")}
        said["limits"] = (kept.limits.model_dump() if kept else {}) | {
            "statutory": writing.days("statutory", self.statutory),
            "promised": writing.days("promised", self.promised),
        }
        said["materials"] = writing.materials(self.materials)
        said["synonyms"] = writing.synonyms(self.synonyms)
        return _checked(Matter, (kept.model_dump() if kept else {}) | said)


PLAIN = ["theme", "department", "task_type", "audience", "summary", "fee", "result"]
PLAIN += ["where", "hours", "link_way", "supervise_way", "runs_at", "elder"]


class WrittenScenario(Written):
    summary: Text = ""
    steps: Text

    def content(self) -> Scenario:
        said = self.found() | {"summary": self.summary, "steps": writing.steps(self.steps)}
        return _checked(Scenario, said)


class WrittenQuestion(Written):
    answer: Text
    matters: Text = ""

    def content(self) -> Question:
        return _checked(
            Question, self.found() | {"answer": self.answer, "matters": writing.lines(self.matters)}
        )


def _checked(model: type[C], said: dict[str, Any]) -> C:
    """Remarks stand at the form's fields, however deep the line is that is wrong."""
    try:
        return model.model_validate(said)
    except ValidationError as error:
        fields: dict[str, str] = {}
        for where, remark in remarks.of(error).items():
            name, *inside = where.split(".")
            line = f"第 {int(inside[0]) + 1} 行：" if inside and inside[0].isdecimal() else ""
            fields.setdefault(name, f"{line}{remark}")
        raise Invalid(WRONG, fields) from error
