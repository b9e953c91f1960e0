"""Cookies: read from a header, and baked for one."""

from dataclasses import dataclass

from chalicelib.answers import Answer


@dataclass(frozen=True)
class Cookie:
    """Kept by the browser for ``seconds`` (None: until it closes; 0: forget it now)."""

    name: str
    value: str
    seconds: int | None = None
    path: str = "/"
    script_may_read: bool = False

    def header(self, secure: bool) -> str:
        """The ``Set-Cookie`` value; ``secure`` where people reach us by https."""
        parts = [f"{self.name}={self.value}", f"Path={self.path}", "SameSite=Lax"]
        if self.seconds is not None:
            parts.append(f"Max-Age={self.seconds}")
        if not self.script_may_read:
            parts.append("HttpOnly")
        if secure:
            parts.append("Secure")
        return "; ".join(parts)


class Jar(list[Cookie]):
    """What a view wants the browser to keep; ask for it by annotation, and append."""


class Cookies(dict[str, str]):
    """What the browser kept for us; a view asks for it by annotation."""


def read(header: str) -> Cookies:
    """The cookies of a ``Cookie`` header; of two with one name, the first (RFC 6265 §5.4)."""
    found = Cookies()
    for pair in header.split(";"):
        name, equals, value = pair.strip().partition("=")
        if equals:
            found.setdefault(name, value.strip('"'))
    return found


def bake(answer: Answer, jar: Jar, secure: bool) -> Answer:
    """Move what is in the jar into the answer's ``Set-Cookie``."""
    if jar:
        baked = [cookie.header(secure) for cookie in jar]
        answer.headers["Set-Cookie"] = baked[0] if len(baked) == 1 else baked
        jar.clear()
    return answer
