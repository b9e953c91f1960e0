"""What a view may give back, and what of it goes out on the wire."""

from dataclasses import dataclass, field
from urllib.parse import quote

JSON = "application/json"
HTML = "text/html; charset=utf-8"


@dataclass
class Answer:
    """One HTTP answer. The body is always bytes: API Gateway is told that everything is binary."""

    status: int
    media_type: str = JSON
    body: bytes = b""
    headers: dict[str, str | list[str]] = field(default_factory=dict)


@dataclass(frozen=True)
class File:
    """Something to download, or to show where it has no ``filename``."""

    body: bytes
    media_type: str
    filename: str | None = None


@dataclass(frozen=True)
class Redirect:
    """Look there instead (303); a path of our own, or a full address. With ``again``, send it there again (307)."""

    url: str
    again: bool = False


def of_file(file: File) -> Answer:
    if file.filename is None:
        return Answer(200, file.media_type, file.body)
    disposition = f"attachment; filename*=UTF-8''{quote(file.filename, safe='')}"
    return Answer(200, file.media_type, file.body, {"Content-Disposition": disposition})


def see_other(url: str, again: bool = False) -> Answer:
    status = 307 if again else 303
    return Answer(status, HTML, b"", {"Location": quote(url, safe="/:?#[]@!$&'()*+,;=%~")})
