"""How a patch takes hold of ministack: only of the very code it was written against."""

import functools
import hashlib
import inspect
from collections.abc import Callable, MutableMapping
from typing import Any

Patched = Callable[..., Any]


class Changed(RuntimeError):
    """ministack is no longer what a patch was written for."""


def wrap(owner: Any, name: str, fingerprint: str, by: Patched) -> None:
    """Replace `owner.name` by `by`, which receives the vanilla function first."""
    vanilla = getattr(owner, name, None)
    setattr(owner, name, _wrapped(vanilla, f"{getattr(owner, '__name__', owner)}.{name}", fingerprint, by))


def wrap_entry(table: MutableMapping[str, Any], name: str, fingerprint: str, by: Patched) -> None:
    """The same for a function kept in a table."""
    table[name] = _wrapped(table.get(name), f"the handler for {name}", fingerprint, by)


def replace_text(text: str, old: str, new: str) -> str:
    """Replace the one place where `old` stands."""
    if text.count(old) != 1:
        raise Changed(f"ministack has changed: {old[:60]!r} is not where the patch expects it")
    return text.replace(old, new)


def expect(condition: bool, what: str) -> None:
    """Refuse to patch unless `what` still holds."""
    if not condition:
        raise Changed(f"ministack has changed: {what}")


def fingerprint_of(function: Patched) -> str:
    """Eight hexadecimal digits that change with the function's source."""
    return hashlib.sha256(inspect.getsource(inspect.unwrap(function)).encode()).hexdigest()[:8]


def _wrapped(vanilla: Any, where: str, fingerprint: str, by: Patched) -> Patched:
    if vanilla is None or (found := fingerprint_of(vanilla)) != fingerprint:
        found = found if vanilla else "nothing"
        raise Changed(f"ministack has changed: {where} is {found}, not {fingerprint}; see docs/emulator.md")
    return _async(vanilla, by) if inspect.iscoroutinefunction(by) else _plain(vanilla, by)


def _plain(vanilla: Patched, by: Patched) -> Patched:
    @functools.wraps(vanilla)
    def patched(*arguments: Any, **named: Any) -> Any:
        return by(vanilla, *arguments, **named)

    return patched


def _async(vanilla: Patched, by: Patched) -> Patched:
    @functools.wraps(vanilla)
    async def patched(*arguments: Any, **named: Any) -> Any:
        return await by(vanilla, *arguments, **named)

    return patched
