"""The codes of a matter: 18 of the body's credit code, 1 of its level, 12 of the base code, 2 where it handles a part.

Basis: 1,899 published codes of 31 digits, all of this shape; two bodies among 177 have a credit code that does not hold.
"""

from collections.abc import Iterator

from stdnum.cn import uscc

from chalicelib.definition.lint.found import Found
from chalicelib.definition.ordinary import Ordinary

BODY, LEVEL, BASE = slice(0, 18), 18, slice(19, 31)
LEVELS = {"省级": "2", "市级": "3", "县级": "4", "乡级": "5"}
TYPES = {
    "行政许可": "01",
    "行政给付": "05",
    "行政确认": "07",
    "行政奖励": "08",
    "行政裁决": "09",
    "其他行政权力": "20",
    "公共服务": "21",
}


def found(matter: Ordinary) -> Iterator[Found]:
    task = matter.task
    here = ("task", "code")
    if task.code[BASE] != task.catalog_code:
        yield Found(here, f"its base code is {task.code[BASE]}, catalog_code says {task.catalog_code}")
    if task.code[LEVEL] != LEVELS[task.use_level]:
        says = f"digit 19 says {task.code[LEVEL]}, {task.use_level} is {LEVELS[task.use_level]}"
        yield Found(here, says)
    if task.catalog_code[2:4] != TYPES[matter.task_type]:
        says = f"digits 3 and 4 say {task.catalog_code[2:4]}, {matter.task_type} is {TYPES[matter.task_type]}"
        yield Found(("task", "catalog_code"), says)
    if not uscc.is_valid(task.code[BODY]):
        says = f"{task.code[BODY]} is no valid credit code (GB 32100)"
        yield Found(here, says, is_warning=True)
