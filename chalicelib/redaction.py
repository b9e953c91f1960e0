"""Personal data and keys, taken out of anything on its way to a log."""

import re
from collections.abc import Mapping
from typing import Any

PROVINCES = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼使领"
PATTERNS = [
    (re.compile(r"eyJ[\w-]{8,}\.[\w-]+\.[\w-]*"), "[token]"),
    (re.compile(r"(?i)\b(bearer|basic)\s+[\w.~+/=-]{8,}"), r"\1 [key]"),
    (re.compile(r"\b(?:AKIA|ASIA)[A-Z0-9]{16}\b"), "[key]"),
    (
        re.compile(
            r"(?i)((?:auth[_-]?token|secret[\w-]*|password|passwd|api[_-]?key|session|csrf_token|signature)"
            r"[\"']?\s*[=:]\s*[\"']?)[^\s\"'&;,}]{4,}"
        ),
        r"\1[key]",
    ),
    (re.compile(r"(?<![\dA-Za-z])\d{17}[\dXx](?![\dA-Za-z])"), "[id-number]"),
    (re.compile(r"(?<!\d)(?:(?:\+|00|%2[Bb])?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?!\d)"), "[phone]"),
    (re.compile(r"(?:\+|%2[Bb])\d[\d -]{6,16}\d"), "[phone]"),
    (re.compile(rf"[{PROVINCES}][A-Z][·•\s-]?[A-HJ-NP-Z0-9]{{4,5}}[A-HJ-NP-Z0-9挂学警港澳]"), "[plate]"),
]


def redact(value: Any) -> Any:
    """The same value, with its personal parts replaced; numbers and keys of mappings are looked into."""
    match value:
        case str():
            return text(value)
        case bool() | None:
            return value
        case int() | float():
            cleaned = text(str(value))
            return value if cleaned == str(value) else cleaned
        case Mapping():
            return {redact(key): redact(inner) for key, inner in value.items()}
        case list() | tuple() | set() | frozenset():
            return [redact(inner) for inner in value]
        case _:
            return text(str(value))


def text(line: str) -> str:
    """The same line, with its personal parts replaced."""
    for pattern, instead in PATTERNS:
        line = pattern.sub(instead, line)
    return line
