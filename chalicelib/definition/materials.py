"""What has to be handed in (申请材料)."""

from typing import Annotated, Literal

from pydantic import Field

from chalicelib.definition.closed import Closed
from chalicelib.definition.form import Name

MediaType = Literal["image/jpeg", "image/png", "application/pdf"]


class Material(Closed):
    """``source`` applicant: uploaded; registry and licence: not asked of anybody, listed so that people see it.

    ``when``: asked only then, as of a form's field.
    """

    name: Name
    title: str  # 材料名称
    source: Literal["applicant", "registry", "licence"] = "applicant"  # 来源渠道
    necessity: Literal["必要", "非必要", "容缺后补"] = "必要"
    type: Literal["证件证书证明", "申请表格文书", "其他"] = "其他"
    accepts: list[MediaType] = ["image/jpeg", "image/png", "application/pdf"]
    most_megabytes: Annotated[int, Field(ge=1, le=20)] = 10
    basis: str
    help: str = ""  # 填报须知
    sample: str = ""  # 示例样表
    when: str = ""
