"""What ``matter.toml`` may say: one closed schema, in the field's own terms. Unknown keys are errors."""

from typing import Annotated, Literal

from pydantic import Field

from chalicelib.definition.closed import Closed

FactType = Annotated[str, Field(pattern=r"^[a-z_]+\.[a-z_]+$")]
BasePath = Annotated[str, Field(pattern=r"^[A-Za-z][A-Za-z0-9-]*$|^\(none\)$")]
Prefix = Annotated[str, Field(pattern=r"^\+[1-9]\d{0,6}$")]
Fen = Annotated[int, Field(ge=0)]


class Machine(Closed):
    """The matter's state machine, ``state_machines/<folder>.asl.json``."""

    starts_on: Annotated[list[FactType], Field(min_length=1, description="facts that start an execution")]


class Uses(Closed):
    """What the matter needs besides its own table; its IAM policy is generated from this."""

    directory: Literal["none", "read", "write"] = "none"
    carrier: bool = False
    signs_tokens: bool = False
    files: bool = False
    shelf: Literal["none", "read", "write"] = "none"  # write: under its own slug only, and it reads all
    transcribes: bool = False  # people may speak: recordings among its files become text
    rephrases: bool = False  # a language model may say published texts in plainer words
    registries: bool = False
    serves_registries: bool = False
    dead_letters: bool = False  # its operators see facts nobody could handle, and try them again
    long_reactions: bool = False  # what it does about a fact may take minutes
    ledger: bool = False  # it keeps books of money, and an alarm rings when they do not balance


class Costs(Closed):
    """What the carrier charges, as we estimate it, and the most that a day may cost; past 80 % an alarm rings."""

    voice_minute: Fen
    text: Fen
    day_ceiling: Annotated[int, Field(gt=0)]


class Definition(Closed):
    """One matter (事项). Titles in the comments are those of the national 实施清单."""

    kind: Literal["application", "bespoke"] = "bespoke"
    title: Annotated[str, Field(min_length=2, max_length=40)]  # 事项名称
    summary: Annotated[str, Field(min_length=4, max_length=120)]
    task_type: Literal["行政许可", "行政给付", "行政确认", "行政奖励", "行政裁决", "其他行政权力", "公共服务"]
    audience: Annotated[list[Literal["自然人", "法人", "其他组织"]], Field(min_length=1)]  # 服务对象
    department: str  # 实施主体
    basis: Annotated[list[str], Field(min_length=1)]  # 设定依据
    everyday_names: list[str] = []
    utterances: list[str] = []
    hotline: str = "12345"  # 咨询方式
    base_paths: Annotated[list[BasePath], Field(min_length=1)]
    publishes: list[FactType] = []
    consumes: list[FactType] = []
    machine: Machine | None = None
    uses: Uses = Uses()
    limits: dict[str, int] = {}
    rings: Annotated[list[Prefix], Field(description="the only beginnings of numbers that may be rung")] = []
    costs: Costs | None = None
