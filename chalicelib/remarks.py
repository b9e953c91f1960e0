"""Pydantic's complaints, as plain Chinese remarks beside the fields they are about."""

from typing import Any

from pydantic import ValidationError

REMARKS = {
    "missing": "请填写这一项。",
    "string_too_short": "至少要 {min_length} 个字。",
    "string_too_long": "最多 {max_length} 个字。",
    "string_pattern_mismatch": "格式不对，请检查后重填。",
    "string_type": "请填写文字。",
    "int_parsing": "请填写整数。",
    "int_type": "请填写整数。",
    "int_from_float": "请填写整数。",
    "float_parsing": "请填写数字。",
    "float_type": "请填写数字。",
    "decimal_parsing": "请填写数字。",
    "greater_than": "要大于 {gt}。",
    "greater_than_equal": "不能小于 {ge}。",
    "less_than": "要小于 {lt}。",
    "less_than_equal": "不能大于 {le}。",
    "literal_error": "请从给出的选项中选择。",
    "enum": "请从给出的选项中选择。",
    "bool_parsing": "请选择“是”或“否”。",
    "bool_type": "请选择“是”或“否”。",
    "date_parsing": "请填写日期，例如 2026-05-01。",
    "date_from_datetime_parsing": "请填写日期，例如 2026-05-01。",
    "datetime_parsing": "请填写日期和时间。",
    "datetime_from_date_parsing": "请填写日期和时间。",
    "time_parsing": "请填写时间，例如 09:30。",
    "too_short": "至少要选 {min_length} 项。",
    "too_long": "最多选 {max_length} 项。",
    "extra_forbidden": "这一项不需要填写。",
    "model_type": "提交的内容不完整。",
    "model_attributes_type": "提交的内容不完整。",
}
OTHERWISE = "请检查这一项。"


def of(error: ValidationError) -> dict[str, str]:
    """Field → remark, the first one per field; what the client sent is never repeated."""
    remarks: dict[str, str] = {}
    for complaint in error.errors(include_url=False, include_input=False):
        remarks.setdefault(".".join(map(str, complaint["loc"])), _remark(complaint))
    return remarks


def _remark(complaint: Any) -> str:
    context = complaint.get("ctx", {})
    kind = complaint["type"]
    if kind == "value_error":
        return str(context["error"])
    if kind == "string_too_short" and context.get("min_length") == 1:
        return REMARKS["missing"]
    return REMARKS.get(kind, OTHERWISE).format(**context)
