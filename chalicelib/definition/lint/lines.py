"""On which line of a TOML file something stands. The parsers that are kept tell no positions.

Knows what our definitions use: tables, arrays of tables, keys at the beginning of a line, arrays over several lines.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache

Path = tuple[str | int, ...]
HEADER = re.compile(r"\s*(\[\[?)\s*([\w.\-\"]+)\s*\]")
KEY = re.compile(r"\s*([\w\-.\"]+)\s*=\s*(.*)")
STRINGS = re.compile(r'"(?:\\.|[^"\\])*"|\'[^\']*\'|#.*')


def line_of(text: str, path: Sequence[str | int]) -> int:
    """The line of the longest part of the path that stands in the file; 1 where nothing of it does."""
    known = _positions(text)
    return next((known[part] for part in _shorter(tuple(path)) if part in known), 1)


def _shorter(path: Path) -> Iterator[Path]:
    """The path, then ever less of it. A type that pydantic names between two keys stands in no file."""
    for length in range(len(path), 0, -1):
        yield path[:length]


@cache
def _positions(text: str) -> dict[Path, int]:
    found: dict[Path, int] = {}
    table: Path = ()
    array: Path = ()
    depth = item = 0
    counts: dict[Path, int] = {}
    for number, line in enumerate(_without_long_strings(text), 1):
        bare = STRINGS.sub('""', line)
        if depth:
            if re.match(r"\s*[\[{\"]", bare):
                found[(*array, item)] = number
                item += 1
        elif header := HEADER.match(line):
            table = _table(header, counts)
            found.setdefault(table, number)
        elif key := KEY.match(line):
            array, item = (*table, *_keys(key[1])), 0
            found[array] = number
        depth += bare.count("[") - bare.count("]") if not HEADER.match(line) or depth else 0
    return found


def _table(header: re.Match[str], counts: dict[Path, int]) -> Path:
    keys: Path = _keys(header[2])
    if header[1] == "[":
        return keys
    counts[keys] = counts.get(keys, -1) + 1
    return (*keys, counts[keys])


def _keys(dotted: str) -> tuple[str, ...]:
    return tuple(part.strip('"') for part in dotted.split("."))


def _without_long_strings(text: str) -> list[str]:
    """Lines inside a string of several lines say nothing about keys."""
    return re.sub(
        r'"""(.*?)"""|\'\'\'(.*?)\'\'\'',
        lambda long: '""' + "\n" * long[0].count("\n"),
        text,
        flags=re.DOTALL,
    ).splitlines()
