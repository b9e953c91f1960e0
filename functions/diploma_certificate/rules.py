"""What follows from the school register. Basis: 《中等职业学校学生学籍管理办法》第三十一条."""

from typing import Any


def school(diplomas: list[dict[str, Any]]) -> str:
    """Of the latest diploma; "" where there is none."""
    return diplomas[-1]["school"] if diplomas else ""


def graduation_year(diplomas: list[dict[str, Any]]) -> int:
    return diplomas[-1]["year"] if diplomas else 0
