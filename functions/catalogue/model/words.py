"""The words that the field has fixed: themes, types, audiences, sources, cities."""

from typing import Literal

from chalicelib.definition.areas import PROVINCE
from chalicelib.definition.areas import SHORT as CITIES

TaskType = Literal[
    "行政许可", "行政给付", "行政确认", "行政奖励", "行政裁决", "其他行政权力", "公共服务"
]  # 事项类型
Audience = Literal["自然人", "法人", "其他组织"]  # 服务对象
Source = Literal["申请人自备", "部门共享", "登记机关调取"]  # 材料来源
Need = Literal["必要", "非必要", "容缺后补"]  # 材料必要性
DayType = Literal["工作日", "自然日"]

# 面向自然人、法人的主题分类，按人从出生到终老、企业从设立到注销排。
THEMES = [
    "生育收养",
    "户籍办理",
    "证件办理",
    "婚姻登记",
    "教育科研",
    "就业创业",
    "职业资格",
    "社会保障",
    "社会救助",
    "医疗卫生",
    "住房保障",
    "规划建设",
    "交通出行",
    "出境入境",
    "司法公证",
    "公用事业",
    "离职退休",
    "优待抚恤",
    "设立变更",
    "准营准办",
    "死亡殡葬",
]
MORE_THEMES = ["纳税缴费", "消费维权", "文化体育", "环保绿化", "涉农服务"]
OTHER = "其他"  # where another province's theme has no counterpart here
ALL_THEMES = [*THEMES, *MORE_THEMES, OTHER]


def place(area: str) -> str:
    """What an area is called; its code where it is none of ours."""
    return "全省" if area == PROVINCE else CITIES.get(area, area)
