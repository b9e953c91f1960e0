"""What follows from the register of teachers. Basis: 《教师资格条例》第十三条."""

from typing import Any


def number(certificates: list[dict[str, Any]]) -> str:
    """Of the latest certificate; "" where there is none."""
    return certificates[-1]["number"] if certificates else ""


def subject(certificates: list[dict[str, Any]]) -> str:
    return certificates[-1]["subject"] if certificates else ""
