"""The elements of the national 实施清单 that every ordinary matter states about itself."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from chalicelib.definition.closed import Closed

AreaCode = Annotated[str, Field(pattern=r"^34(\d{2}(\d{2}(\d{3}(\d{3})?)?)?)?$")]
WorkingDays = Annotated[int, Field(ge=0, le=365)]


class Condition(Closed):
    """受理条件, one of them."""

    text: str
    basis: str


class Fee(Closed):
    """收费项目; ``standard`` as it is published."""

    name: str
    standard: str
    basis: str


class Result(Closed):
    """审批结果. Without years or days it has no end. ``shows``: fields that stand on the document, ``text`` what it states."""

    name: str
    type: Literal["证照", "批文", "其他"]
    valid_years: Annotated[int, Field(ge=0, le=100)] = 0
    valid_days: Annotated[int, Field(ge=0, le=366)] = 0
    shows: list[str] = []
    text: str = ""


class Limits(Closed):
    """Time limits in working days of the Chinese calendar; ``statutory`` 0 where no law sets one."""

    statutory: WorkingDays  # 法定办结时限
    statutory_basis: str
    promised: WorkingDays  # 承诺办结时限, of which the review steps get their shares
    acceptance: WorkingDays = 5  # 受理时限: 行政许可法第三十二条
    correction: WorkingDays = 30  # for which the applicant may take to hand in what is missing
    objection: WorkingDays = 5  # for which an objection is decided


class Task(Closed):
    """基本信息. Codes: 31 or 33 digits (GB/T 39554.1); ``local_code`` keeps whatever the area uses instead."""

    code: Annotated[str, Field(pattern=r"^[0-9A-Z]{18}\d{13}(\d{2})?$")]  # 实施编码
    catalog_code: Annotated[str, Field(pattern=r"^\d{12}$")]  # 基本编码
    local_code: str = ""
    version: Annotated[int, Field(ge=1)] = 1  # 事项版本
    effective: date  # 计划生效日期
    use_level: Literal["省级", "市级", "县级", "乡级"]  # 行使层级
    project_type: Literal["即办件", "承诺件"]  # 办件类型
    handle_forms: list[Literal["窗口办理", "网上办理", "快递申请"]] = ["网上办理", "窗口办理"]
    online_depth: Literal["I", "II", "III", "IV"] = "IV"
    visits: Annotated[int, Field(ge=0)] = 0  # 到办事现场次数
    conditions: Annotated[list[Condition], Field(min_length=1)]
    limits: Limits
    fees: list[Fee] = []
    result: Result
    areas: Annotated[list[AreaCode], Field(min_length=1)]  # where it is open
    complaints: str = "12345"  # 监督投诉方式
    remedy: str = (
        "对决定不服的，可以在六十日内申请行政复议，或者在六个月内提起行政诉讼。"  # 行政复议法、行政诉讼法
    )
