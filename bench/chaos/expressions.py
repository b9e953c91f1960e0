"""DynamoDB's expressions, as many as the store writes: conditions, and updates. Each is understood once."""

import re
from collections.abc import Callable
from functools import cache
from typing import Any

Item = dict[str, dict[str, Any]]
Names = dict[str, str]
Values = dict[str, dict[str, Any]]
Test = Callable[[Item, Names, Values], bool]
Action = Callable[[Item, Names, Values], None]

TOKENS = re.compile(r"[#:]\w+|\w+|<=|>=|[=<>(),]")
COMPARED: dict[str, Callable[[Any, Any], bool]] = {
    "=": lambda left, right: bool(left == right),
    "<": lambda left, right: bool(left < right),
    "<=": lambda left, right: bool(left <= right),
    ">": lambda left, right: bool(left > right),
    ">=": lambda left, right: bool(left >= right),
}


def plain(value: dict[str, Any] | None) -> Any:
    """As Python compares it; numbers are whole here."""
    if value is None:
        return None
    [(kind, given)] = value.items()
    return int(given) if kind == "N" else given


@cache
def condition(text: str) -> Test:
    """Raises ValueError for what the store never writes."""
    tokens = TOKENS.findall(text)
    test = _either(tokens)
    if tokens:
        raise ValueError(text)
    return test


def _either(tokens: list[str]) -> Test:
    test = _both(tokens)
    while tokens and tokens[0] == "OR":
        tokens.pop(0)
        test = _or(test, _both(tokens))
    return test


def _both(tokens: list[str]) -> Test:
    test = _one(tokens)
    while tokens and tokens[0] == "AND":
        tokens.pop(0)
        test = _and(test, _one(tokens))
    return test


def _one(tokens: list[str]) -> Test:
    first = tokens.pop(0)
    if first == "(":
        test = _either(tokens)
        _expect(tokens, ")")
        return test
    if first.startswith("#"):
        return _compared(first, COMPARED[tokens.pop(0)], tokens.pop(0))
    _expect(tokens, "(")
    name = tokens.pop(0)
    test = _function(first, name, tokens)
    _expect(tokens, ")")
    return test


def _function(function: str, name: str, tokens: list[str]) -> Test:
    if function == "attribute_not_exists":
        return lambda item, names, _: names[name] not in item
    if function == "begins_with":
        _expect(tokens, ",")
        beginning = tokens.pop(0)
        return lambda item, names, values: str(plain(item.get(names[name]))).startswith(
            plain(values[beginning])
        )
    raise ValueError(function)


def _compared(name: str, are: Callable[[Any, Any], bool], value: str) -> Test:
    def test(item: Item, names: Names, values: Values) -> bool:
        left = plain(item.get(names[name]))
        return left is not None and are(left, plain(values[value]))

    return test


def _or(one: Test, other: Test) -> Test:
    return lambda *given: one(*given) or other(*given)


def _and(one: Test, other: Test) -> Test:
    return lambda *given: one(*given) and other(*given)


def _expect(tokens: list[str], wanted: str) -> None:
    if tokens.pop(0) != wanted:
        raise ValueError(wanted)


@cache
def update(text: str) -> list[Action]:
    """``SET #0 = :0, … REMOVE #1 ADD #2 :1``."""
    actions: list[Action] = []
    verb, tokens = "", TOKENS.findall(text)
    while tokens:
        if tokens[0] in {"SET", "ADD", "REMOVE"}:
            verb = tokens.pop(0)
        name = tokens.pop(0)
        if verb == "REMOVE":
            actions.append(_removed(name))
        elif verb == "SET":
            _expect(tokens, "=")
            actions.append(_set(name, tokens.pop(0)))
        else:
            actions.append(_added(name, tokens.pop(0)))
        if tokens and tokens[0] == ",":
            tokens.pop(0)
    return actions


def _removed(name: str) -> Action:
    def remove(item: Item, names: Names, _: Values) -> None:
        item.pop(names[name], None)

    return remove


def _set(name: str, value: str) -> Action:
    return lambda item, names, values: item.__setitem__(names[name], values[value])


def _added(name: str, value: str) -> Action:
    def add(item: Item, names: Names, values: Values) -> None:
        so_far = plain(item.get(names[name])) or 0
        item[names[name]] = {"N": str(so_far + plain(values[value]))}

    return add
